package org.patchbay.trace.internal.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.media.api.MediaSessionSnapshot;

/** Events in the words of a trace. Keys that somebody pressed are not among them. Pure. */
final class Marks {
    private Marks() {}

    /**
     * Empty for what the messages or the head of the trace say already.
     *
     * @param legs that the call had before, in their order
     */
    static List<String> of(HouseEvent.OfCall event, Set<LegId> legs) {
        if (event instanceof HouseEvent.CallRouted routed) {
            return decision(routed);
        }
        if (event instanceof HouseEvent.OfLeg leg) {
            String text = ofLeg(leg);
            return text.isEmpty() ? List.of() : List.of(name(legs, leg.leg()) + " " + text);
        }
        if (event instanceof HouseEvent.PlanBroken broken) {
            return List.of("its plan fails: " + broken.problem());
        }
        if (event instanceof HouseEvent.TransferStarted transfer) {
            return List.of(name(legs, transfer.by()) + " transfers to " + transfer.to());
        }
        if (event instanceof HouseEvent.TransferDone transfer) {
            return List.of(
                    transfer.to()
                            .map(to -> "transferred to " + name(legs, to))
                            .orElse("transferred"));
        }
        if (event instanceof HouseEvent.TransferFailed transfer) {
            return List.of("the transfer failed: " + cause(transfer.cause()));
        }
        if (event instanceof HouseEvent.JoinFailed join) {
            return List.of("the third did not come: " + cause(join.cause()));
        }
        if (event instanceof HouseEvent.RoomLocked room) {
            return List.of(room.locked() ? "the room is locked" : "the room is open again");
        }
        if (event instanceof HouseEvent.ListenChanged listen) {
            return List.of(
                    listen.target()
                            + (listen.listens() ? " listens in" : " listens no more")
                            + " by call "
                            + listen.by());
        }
        return event instanceof HouseEvent.CallEnded ended
                ? List.of("over: " + cause(ended.cause()))
                : List.of();
    }

    private static List<String> decision(HouseEvent.CallRouted routed) {
        List<String> lines = new ArrayList<>();
        lines.add("decided by " + routed.by() + ": " + routed.plan());
        routed.reasons().forEach(reason -> lines.add("  because " + reason));
        return lines;
    }

    private static String ofLeg(HouseEvent.OfLeg event) {
        if (event instanceof HouseEvent.LegAdded added) {
            return (added.incoming() ? "comes in as " : "is dialled: ") + added.target();
        }
        if (event instanceof HouseEvent.LegAnswered answered) {
            return "answered" + answered.media().map(media -> ", " + text(media)).orElse("");
        }
        if (event instanceof HouseEvent.LegMediaChanged changed) {
            return "media changed" + changed.media().map(media -> ": " + text(media)).orElse("");
        }
        if (event instanceof HouseEvent.LegHeld held) {
            return held.held() ? "holds" : "resumes";
        }
        if (event instanceof HouseEvent.LegWaits waits) {
            return waits.waits() ? "is put on hold" : "is taken off hold";
        }
        if (event instanceof HouseEvent.LegMuted muted) {
            return muted.muted() ? "is muted" : "is heard again";
        }
        if (event instanceof HouseEvent.LegMoved moved) {
            return "is moved to " + moved.to();
        }
        if (event instanceof HouseEvent.LegDigit) {
            return "pressed a key";
        }
        if (event instanceof HouseEvent.LegJoinedMix) {
            return "joins the mix";
        }
        if (event instanceof HouseEvent.LegLeftMix) {
            return "leaves the mix";
        }
        return event instanceof HouseEvent.LegEnded ended ? "ended: " + ending(ended) : "";
    }

    private static String text(MediaSessionSnapshot media) {
        return media.codec()
                + " "
                + media.direction().name().toLowerCase(Locale.ROOT)
                + ", "
                + media.local()
                + " ↔ "
                + media.remote()
                + (media.srtp().isEmpty() ? "" : ", " + media.srtp());
    }

    private static String ending(HouseEvent.LegEnded ended) {
        return cause(ended.cause()) + (ended.farSide() ? " by the far side" : "");
    }

    static String cause(DisconnectCause cause) {
        return cause.reason() + (cause.text().isEmpty() ? "" : " (" + cause.text() + ")");
    }

    /** Its place among the legs of its call: short enough to be read. */
    private static String name(Set<LegId> legs, LegId leg) {
        int place = new ArrayList<>(legs).indexOf(leg);
        return "leg " + (place < 0 ? legs.size() + 1 : place + 1);
    }
}
