package org.patchbay.call.records.internal.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.api.Party;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.sdp.Direction;

/** Events of a house, one a second from the epoch on. */
public final class Story {
    public final List<NumberedEvent> events = new ArrayList<>();

    private Story tell(HouseEvent event) {
        long number = events.size() + 1;
        events.add(new NumberedEvent("boot", number, Instant.ofEpochSecond(number), event));
        return this;
    }

    public Story starts(String call, String caller, String called) {
        return tell(
                new HouseEvent.CallStarted(new CallId(call), new Party(caller, "Anna"), called));
    }

    public Story opens(String call, String room) {
        return tell(
                new HouseEvent.CallStarted(
                        new CallId(call), new Party(room, ""), room, Optional.of(room)));
    }

    public Story comes(String call, String leg, String from) {
        return tell(new HouseEvent.LegAdded(new CallId(call), new LegId(leg), true, from));
    }

    public Story dials(String call, String leg, String to) {
        return tell(new HouseEvent.LegAdded(new CallId(call), new LegId(leg), false, to));
    }

    public Story routed(String call, String by) {
        return tell(new HouseEvent.CallRouted(new CallId(call), by, "ring"));
    }

    public Story rings(String call, String leg) {
        return tell(new HouseEvent.LegRinging(new CallId(call), new LegId(leg)));
    }

    public Story answers(String call, String leg) {
        return tell(new HouseEvent.LegAnswered(new CallId(call), new LegId(leg)));
    }

    public Story hangsUp(String call, String leg, Reason reason) {
        return leaves(call, leg, reason, true);
    }

    public Story isHungUp(String call, String leg, Reason reason) {
        return leaves(call, leg, reason, false);
    }

    private Story leaves(String call, String leg, Reason reason, boolean farSide) {
        return tell(
                new HouseEvent.LegEnded(
                        new CallId(call),
                        new LegId(leg),
                        DisconnectCause.of(reason),
                        farSide,
                        Optional.of(media())));
    }

    public Story ends(String call, Reason reason, String by) {
        return tell(
                new HouseEvent.CallEnded(
                        new CallId(call),
                        DisconnectCause.of(reason),
                        1000,
                        Optional.ofNullable(by).map(LegId::new)));
    }

    /** Something else happens in the house. */
    public Story meanwhile() {
        return tell(new HouseEvent.DirectoryLoaded(1));
    }

    private static MediaSessionSnapshot media() {
        return new MediaSessionSnapshot(
                "s",
                "opus/48000",
                "127.0.0.1:2",
                "127.0.0.1:4",
                Direction.SENDRECV,
                false,
                98,
                100,
                2,
                0,
                0,
                3.5,
                40,
                -1,
                0.25,
                "",
                0,
                0,
                -20,
                -20);
    }
}
