package org.patchbay.sip.internal.leg;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipResponse;

/**
 * INVITEs to servers that were slow, while the next one is asked. Who answers one of them all the
 * same gets ACK and BYE, or would talk to nobody. On the leg's queue.
 */
final class GivenUp {
    private static final int MOST_ENDED = 32;

    private final DialogSender sender;
    private final Map<Long, OutRequest> invites = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    GivenUp(DialogSender sender) {
        this.sender = sender;
    }

    void add(OutRequest invite) {
        invites.put(invite.cseq(), invite);
    }

    /** Whether it is about one of them; then nothing more need be done. */
    boolean takes(SipResponse response) {
        OutRequest invite =
                response.method().equals(Methods.INVITE)
                        ? invites.get(response.head().cseq())
                        : null;
        if (invite == null) {
            return false;
        }
        if (response.isSuccess() && ended.size() < MOST_ENDED) {
            boolean isNew = ended.add(response.toTag());
            sender.endAside(invite, Dialog.ofUac(invite, response), isNew);
        }
        return true;
    }
}
