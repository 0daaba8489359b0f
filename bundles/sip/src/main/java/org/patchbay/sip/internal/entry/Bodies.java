package org.patchbay.sip.internal.entry;

import java.util.Locale;
import java.util.Optional;
import org.patchbay.sip.internal.message.Body;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.SipRequest;

/** What cannot be read of an INVITE that begins a call (RFC 3261 §8.2.3, §23.3). */
final class Bodies {
    /** Of S/MIME: what is in it only the holder of some key can read, and we have none. */
    private static final String ENCRYPTED = "application/pkcs7-mime";

    private Bodies() {}

    static Optional<Reply> refusal(SipRequest invite) {
        Optional<Body> body = invite.head().body();
        if (body.isEmpty() || invite.head().sdp().isPresent() || isOptional(invite)) {
            return Optional.empty();
        }
        return Optional.of(
                body.get().type().equals(ENCRYPTED)
                        ? Reply.of(493).reason("Undecipherable")
                        : Reply.of(415).header("Accept", Body.SDP));
    }

    /** §20.11: who sends it can do without. */
    private static boolean isOptional(SipRequest invite) {
        String disposition = invite.head().header("Content-Disposition").orElse("");
        return disposition
                .replaceAll("\\s", "")
                .toLowerCase(Locale.ROOT)
                .contains("handling=optional");
    }
}
