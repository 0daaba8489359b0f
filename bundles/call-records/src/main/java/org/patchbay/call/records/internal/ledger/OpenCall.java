package org.patchbay.call.records.internal.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.CallRecord.Direction;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.CallRecord.HungUpBy;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegRecord;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.LegRow;
import org.patchbay.call.records.internal.row.Row;
import org.patchbay.media.api.MediaSessionSnapshot;

/**
 * A call that is up, as its events tell it. Immutable.
 *
 * @param caller the leg that came in, or the first to answer where the call was made by command
 * @param legs that have not ended
 */
record OpenCall(CallRow row, Optional<LegId> caller, Map<LegId, LegRow> legs) {
    /** What one event led to. */
    record Step(OpenCall call, List<Row> rows) {}

    OpenCall {
        legs = Collections.unmodifiableMap(new LinkedHashMap<>(legs));
    }

    static OpenCall started(HouseEvent.CallStarted event, String bootId, Instant at) {
        CallRow row =
                new CallRow(
                        event.call().value(),
                        bootId,
                        at,
                        Optional.empty(),
                        event.room().isPresent() ? Direction.ROOM : Direction.INTERNAL,
                        event.caller(),
                        event.called(),
                        "",
                        event.room(),
                        "",
                        Optional.empty());
        return new OpenCall(row, Optional.empty(), Map.of());
    }

    /** {@link HouseEvent.CallEnded} is for {@link #ended}. */
    Step next(HouseEvent.OfCall event, Instant at) {
        if (event instanceof HouseEvent.LegAdded added) {
            return added(added, at);
        }
        if (event instanceof HouseEvent.LegRinging ringing) {
            LegRow leg = legs.get(ringing.leg());
            return leg == null || leg.ringingAt().isPresent()
                    ? unchanged()
                    : quietly(with(ringing.leg(), leg.ringing(at)));
        }
        if (event instanceof HouseEvent.LegAnswered answered) {
            return answered(answered.leg(), at);
        }
        if (event instanceof HouseEvent.CallRouted routed) {
            return quietly(new OpenCall(row.decided(decidedBy(routed.by())), caller, legs));
        }
        if (event instanceof HouseEvent.LegEnded ended) {
            return legEnded(ended, at);
        }
        return unchanged();
    }

    private Step unchanged() {
        return quietly(this);
    }

    private static Step quietly(OpenCall call) {
        return new Step(call, List.of());
    }

    private OpenCall with(LegId id, LegRow leg) {
        Map<LegId, LegRow> changed = new LinkedHashMap<>(legs);
        changed.put(id, leg);
        return new OpenCall(row, caller, changed);
    }

    private Step added(HouseEvent.LegAdded event, Instant at) {
        boolean first = row.source().isEmpty();
        CallRow now = first ? row.from(event.target()) : row;
        if (row.direction() == Direction.INTERNAL && event.target().startsWith("trunk:")) {
            now = now.with(event.incoming() ? Direction.INBOUND : Direction.OUTBOUND);
        }
        Optional<LegId> who =
                first && event.incoming() && row.room().isEmpty()
                        ? Optional.of(event.leg())
                        : caller;
        LegRow leg =
                LegRow.added(row.call(), event.leg().value(), event.incoming(), event.target(), at);
        OpenCall call = new OpenCall(now, who, legs).with(event.leg(), leg);
        return new Step(call, now.equals(row) ? List.of() : List.of(now));
    }

    private Step answered(LegId id, Instant at) {
        LegRow leg = legs.get(id);
        if (leg == null || leg.answeredAt().isPresent()) {
            return unchanged();
        }
        Optional<LegId> who = row.room().isPresent() ? caller : caller.or(() -> Optional.of(id));
        boolean callerLeft = who.filter(legs::containsKey).isEmpty(); // somebody took its seat
        boolean callIs =
                row.answeredAt().isEmpty()
                        && (row.room().isPresent() || callerLeft || who.equals(Optional.of(id)));
        CallRow now = callIs ? row.answered(at) : row;
        OpenCall call = new OpenCall(now, who, legs).with(id, leg.answered(at));
        return new Step(call, callIs ? List.of(now) : List.of());
    }

    private String decidedBy(String by) {
        if (row.decidedBy().isEmpty()) {
            return by;
        }
        List<String> all = List.of(row.decidedBy().split(" > "));
        return all.get(all.size() - 1).equals(by) ? row.decidedBy() : row.decidedBy() + " > " + by;
    }

    private Step legEnded(HouseEvent.LegEnded event, Instant at) {
        LegRow leg = legs.get(event.leg());
        if (leg == null) {
            return unchanged();
        }
        Map<LegId, LegRow> left = new LinkedHashMap<>(legs);
        left.remove(event.leg());
        HungUpBy by = event.farSide() ? side(event.leg()) : HungUpBy.HOUSE;
        // Why a member leaves a room is told by its own call.
        Optional<HungUpBy> who = row.room().isPresent() ? Optional.empty() : Optional.of(by);
        LegRow over = leg.ended(end(at, event.cause(), who), event.media().map(OpenCall::quality));
        return new Step(new OpenCall(row, caller, left), List.of(over));
    }

    private HungUpBy side(LegId leg) {
        return caller.equals(Optional.of(leg)) ? HungUpBy.CALLER : HungUpBy.CALLED;
    }

    /** Its last rows; legs that never said that they ended end with it. */
    List<Row> ended(HouseEvent.CallEnded event, Instant at) {
        Optional<HungUpBy> by =
                row.room().isPresent()
                        ? Optional.empty()
                        : event.by().map(this::side).or(() -> Optional.of(HungUpBy.HOUSE));
        return closed(end(at, event.cause(), by));
    }

    /** Its last rows where nobody saw its end. */
    List<Row> vanished() {
        return closed(new End(Optional.empty(), End.UNKNOWN, 0, "", Optional.empty()));
    }

    private List<Row> closed(End how) {
        List<Row> rows = new ArrayList<>();
        End unseen = new End(how.at(), End.UNKNOWN, 0, "", Optional.empty());
        legs.values().forEach(leg -> rows.add(leg.ended(unseen, Optional.empty())));
        rows.add(row.ended(how));
        return rows;
    }

    private static End end(Instant at, DisconnectCause cause, Optional<HungUpBy> by) {
        return new End(Optional.of(at), cause.reason().name(), cause.sipCode(), cause.text(), by);
    }

    private static LegRecord.Quality quality(MediaSessionSnapshot media) {
        return new LegRecord.Quality(
                media.codec(),
                media.packetsReceived(),
                Math.max(0, media.lost()),
                media.jitterMs(),
                100 * media.remoteLostFraction());
    }
}
