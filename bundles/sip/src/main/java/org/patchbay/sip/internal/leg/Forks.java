package org.patchbay.sip.internal.leg;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.sip.internal.dialog.Dialog;
import org.patchbay.sip.internal.dialog.ReliableOrder;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Methods;
import org.patchbay.sip.internal.message.OutRequest;
import org.patchbay.sip.internal.message.SipHead;
import org.patchbay.sip.internal.message.SipResponse;

/** Dialogs of one INVITE of ours, by the tag of who answered it. On the leg's queue. */
final class Forks {
    /** More than that many of one INVITE are an attack. */
    private static final int MOST = 32;

    private final DialogSender sender;
    private final Map<String, Dialog> answered = new HashMap<>();
    private final Map<String, Early> early = new HashMap<>();

    /**
     * One that rings.
     *
     * @param described its answer came reliably: what the 2xx has is no other
     */
    private record Early(Dialog dialog, ReliableOrder order, boolean described) {}

    Forks(DialogSender sender) {
        this.sender = sender;
    }

    /**
     * A provisional response came; one that is reliable is acknowledged (RFC 3262 §4).
     *
     * @return whether it counts: a reliable one does once, and in its turn
     */
    boolean ring(OutRequest invite, SipResponse response) {
        SipHead head = response.head();
        long rseq = rseq(head);
        boolean reliable = response.status() > 100 && rseq > 0 && requires(head, "100rel");
        if (!reliable || response.toTag().isEmpty()) {
            return true;
        }
        Early before = early.get(response.toTag());
        if (before == null) {
            Dialog begun = Dialog.ofUac(invite, response);
            before = new Early(begun, ReliableOrder.begin(), false);
        }
        if (!before.order().isNext(rseq) || early.size() >= MOST) {
            return false;
        }
        String rack = rseq + " " + head.cseq() + " " + Methods.INVITE;
        Dialog after = sender.prack(before.dialog(), new Header("RAck", rack));
        boolean described = before.described() || head.sdp().isPresent();
        early.put(response.toTag(), new Early(after, before.order().after(rseq), described));
        return true;
    }

    private static long rseq(SipHead head) {
        String value = head.header("RSeq").orElse("").trim();
        return value.matches("[0-9]{1,10}") ? Long.parseLong(value) : 0;
    }

    private static boolean requires(SipHead head, String option) {
        return head.headers("Require").stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .anyMatch(o -> o.trim().equalsIgnoreCase(option));
    }

    /** The description of a 2xx, which is none where the answer came before it, reliably. */
    Optional<String> answer(SipResponse success) {
        Early before = early.get(success.toTag());
        return before != null && before.described() ? Optional.empty() : success.head().sdp();
    }

    /** A 2xx came, perhaps once more. */
    void success(OutRequest invite, SipResponse response) {
        if (answered.size() >= MOST || answered.containsKey(response.toTag())) {
            return;
        }
        Dialog dialog = Dialog.ofUac(invite, response);
        Early before = early.get(response.toTag());
        answered.put(response.toTag(), before == null ? dialog : dialog.after(before.dialog()));
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
