package org.patchbay.sip.internal.leg;

import java.util.List;
import java.util.Optional;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.SipRequest;

/** Keys by INFO in one leg's dialog. On the leg's queue. */
final class InfoKeys {
    private final SipLeg leg;
    private final DialogSender sender;

    InfoKeys(SipLeg leg, DialogSender sender) {
        this.leg = leg;
        this.sender = sender;
    }

    /** Hands a key to the media; whatever else an INFO may be about is acknowledged at most. */
    Reply take(SipRequest info) {
        Optional<Body> body = info.head().body();
        Optional<KeyInfo> key = body.flatMap(KeyInfo::of);
        if (key.isPresent() && leg.media != null) {
            leg.media.keyCame(key.get().key(), key.get().durationMs());
        }
        boolean known =
                body.isEmpty()
                        || body.get().type().startsWith("application/dtmf")
                        || body.get().type().equals("application/media_control+xml");
        return known
                ? Reply.of(200)
                : Reply.of(415).header("Accept", "application/sdp, " + KeyInfo.RELAY);
    }

    /** A key for a peer that takes them so. */
    void send(char key, int durationMs) {
        if (leg.dialog != null && leg.isSettled() && !leg.isOver()) {
            Body body = new KeyInfo(key, durationMs).body();
            sender.send(Methods.INFO, List.of(), Optional.of(body));
            leg.rearm();
        }
    }
}
