package org.patchbay.sip.internal.leg;

import java.util.HashMap;
import java.util.Map;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipResponse;

/** The dialogs of one INVITE, by the tag of who answered (RFC 3261 §13.2.2.4). On the queue. */
final class Forks {
    private static final int MOST = 32;

    private final DialogSender sender;
    private final Map<String, Dialog> dialogs = new HashMap<>();

    Forks(DialogSender sender) {
        this.sender = sender;
    }

    void answered(OutRequest invite, SipResponse response) {
        if (dialogs.size() < MOST) {
            dialogs.putIfAbsent(response.toTag(), Dialog.ofUac(invite, response));
        }
    }

    /** Null where there is none. */
    Dialog of(String tag) {
        return dialogs.get(tag);
    }

    void ack(String tag, OutRequest invite) {
        Dialog to = dialogs.get(tag);
        if (to != null) {
            sender.ack(to, invite.cseq(), invite.headers("uthorization"));
        }
    }

    /** Who answered too late hears why it is not heard. */
    void bye(String tag, DisconnectCause why) {
        Dialog stranger = dialogs.get(tag);
        if (stranger != null) {
            sender.sendAside(stranger, Methods.BYE, Causes.reasonHeaders(why));
        }
    }

    boolean isEmpty() {
        return dialogs.isEmpty();
    }
}
