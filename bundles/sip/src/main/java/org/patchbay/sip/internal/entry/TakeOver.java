package org.patchbay.sip.internal.entry;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.call.api.LegId;
import org.patchbay.directory.api.Directory;
import org.patchbay.sip.internal.leg.SipLeg;
import org.patchbay.sip.internal.message.Replaces;
import org.patchbay.sip.internal.message.Reply;
import org.patchbay.sip.internal.message.SipRequest;

/**
 * An INVITE with Replaces (RFC 3891 §3): it takes the place of the leg whose dialog it names. A
 * device may do so to devices of its own user, and of users and devices that share a group with it.
 *
 * @param seat whose place it takes; empty where it is a call of its own
 * @param refusal empty where it may
 */
record TakeOver(Optional<LegId> seat, Optional<Reply> refusal) {
    private static final TakeOver NONE = new TakeOver(Optional.empty(), Optional.empty());

    /**
     * @param device that calls; empty for a trunk
     */
    static TakeOver of(
            SipRequest invite,
            Optional<String> device,
            Directory directory,
            Function<Replaces, Optional<SipLeg>> legs) {
        List<String> headers = invite.head().headers("Replaces");
        if (headers.isEmpty()) {
            return NONE;
        }
        Optional<Replaces> replaces = Replaces.parse(headers.get(0));
        if (headers.size() > 1 || replaces.isEmpty()) {
            return refused(Reply.of(400).reason("Bad Replaces"));
        }
        if (device.isEmpty()) {
            return refused(Reply.of(403));
        }
        Optional<SipLeg> leg = legs.apply(replaces.get()).filter(TakeOver::isTaken);
        if (leg.isEmpty()) {
            return refused(Reply.of(481));
        }
        if (replaces.get().earlyOnly() && leg.get().isAnswered()) {
            return refused(Reply.of(486));
        }
        boolean near =
                leg.get().device().filter(d -> areNear(directory, device.get(), d)).isPresent();
        return near
                ? new TakeOver(Optional.of(leg.get().id()), Optional.empty())
                : refused(Reply.of(403).reason("Not your call"));
    }

    private static TakeOver refused(Reply reply) {
        return new TakeOver(Optional.empty(), Optional.of(reply));
    }

    /** §3: an early dialog only where we began it: who rings may be helped, who calls may not. */
    private static boolean isTaken(SipLeg leg) {
        return leg.isAnswered() || !leg.isIncoming();
    }

    private static boolean areNear(Directory directory, String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        Optional<String> user = directory.userOfDevice(one).map(u -> u.id());
        Optional<String> otherUser = directory.userOfDevice(other).map(u -> u.id());
        return user.isPresent() && user.equals(otherUser)
                || directory.groups().values().stream()
                        .map(group -> group.members())
                        .anyMatch(m -> isIn(m, one, user) && isIn(m, other, otherUser));
    }

    private static boolean isIn(List<String> members, String device, Optional<String> user) {
        return members.contains("device:" + device)
                || user.filter(u -> members.contains("user:" + u)).isPresent();
    }
}
