package org.patchbay.sip.internal.leg;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipResponse;

/** Dialogs of one INVITE of ours, by the tag of who answered it. On the leg's queue. */
final class Forks {
    /** More than that many of one INVITE are an attack. */
    private static final int MOST = 32;

    private final DialogSender sender;
    private final Map<String, Dialog> answered = new HashMap<>();

    Forks(DialogSender sender) {
        this.sender = sender;
    }

    /** A 2xx came, perhaps once more. */
    void success(OutRequest invite, SipResponse response) {
        if (answered.size() < MOST) {
            answered.putIfAbsent(response.toTag(), Dialog.ofUac(invite, response));
        }
    }

    /** Null where nobody with that tag has answered. */
    Dialog of(String tag) {
        return answered.get(tag);
    }

    /** Whether nobody has answered. */
    boolean isEmpty() {
        return answered.isEmpty();
    }

    void ack(String tag, OutRequest invite) {
        Dialog to = answered.get(tag);
        if (to != null) {
            List<Header> credentials = invite.headers("uthorization");
            sender.ack(to, invite.cseq(), credentials);
        }
    }

    /** Somebody else was faster. */
    void bye(String tag) {
        Dialog stranger = answered.get(tag);
        if (stranger != null) {
            sender.sendAside(stranger, Methods.BYE);
        }
    }
}
