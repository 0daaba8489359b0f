package org.patchbay.hub.internal.room;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;

/**
 * A conference room: a call of its own, known by its number, with a seat for each member. It begins
 * with its first seat and ends with its last. A pure machine.
 *
 * @param locked nobody else gets in
 * @param over it has ended; whoever comes now is sent on
 */
public record Room(
        CallId id,
        String number,
        int maxMembers,
        Instant startedAt,
        Map<LegId, Seat> seats,
        boolean locked,
        boolean over) {

    /** What one message led to. */
    public record Step(Room room, List<RoomEffect> effects) {}

    public Room {
        seats = Collections.unmodifiableMap(new LinkedHashMap<>(seats));
    }

    public static Room open(CallId id, String number, int maxMembers, Instant now) {
        return new Room(id, number, maxMembers, now, Map.of(), false, false);
    }

    public Step next(RoomMessage message, Instant now) {
        if (message instanceof RoomMessage.Reserve guest) {
            return over ? step(new RoomEffect.SendOn(guest)) : reserve(guest);
        }
        if (message instanceof RoomMessage.Take take) {
            return take(take.leg());
        }
        if (message instanceof RoomMessage.Hold hold) {
            return hold(hold);
        }
        if (message instanceof RoomMessage.Mute mute) {
            return mute(mute);
        }
        if (message instanceof RoomMessage.Lock lock) {
            return lock(lock.locked());
        }
        if (message instanceof RoomMessage.Leave leave) {
            return leave(leave, now);
        }
        if (message instanceof RoomMessage.HangupAsked asked) {
            return hangup(asked);
        }
        if (message instanceof RoomMessage.NobodyCame) {
            return over || !seats.isEmpty()
                    ? step()
                    : new Step(with(seats, true), List.of(new RoomEffect.Vanish()));
        }
        throw new IllegalStateException("no such message: " + message);
    }

    private Step reserve(RoomMessage.Reserve guest) {
        if (locked) {
            DisconnectCause no =
                    DisconnectCause.of(Reason.DECLINED, "room " + number + " is locked");
            return step(new RoomEffect.Refuse(guest.leg(), no));
        }
        if (seats.size() >= maxMembers) {
            DisconnectCause full = DisconnectCause.of(Reason.BUSY, "room " + number + " is full");
            return step(new RoomEffect.Refuse(guest.leg(), full));
        }
        List<RoomEffect> effects = new ArrayList<>();
        if (seats.isEmpty()) {
            Party itself = new Party(number, "");
            effects.add(
                    publish(new HouseEvent.CallStarted(id, itself, number, Optional.of(number))));
        }
        Map<LegId, Seat> more = new LinkedHashMap<>(seats);
        more.put(guest.leg(), new Seat(guest.leg(), guest.call(), guest.target(), false, false, false));
        effects.add(new RoomEffect.Keep(guest.leg()));
        effects.add(publish(new HouseEvent.LegAdded(id, guest.leg(), true, guest.target())));
        return new Step(with(more, false), effects);
    }

    /** Again where its media changed: then what joins is another. */
    private Step take(LegId leg) {
        Seat seat = seats.get(leg);
        if (seat == null) {
            return step();
        }
        List<RoomEffect> effects = new ArrayList<>();
        if (!seat.holds()) {
            effects.addAll(join(seat));
        }
        if (!seat.taken()) {
            effects.add(new RoomEffect.Chime(true));
            effects.add(publish(new HouseEvent.LegAnswered(id, leg)));
        }
        return new Step(with(seat.take()), effects);
    }

    private Step hold(RoomMessage.Hold hold) {
        Seat seat = seats.get(hold.leg());
        if (seat == null || seat.holds() == hold.held()) {
            return step();
        }
        Room changed = with(seat.hold(hold.held()));
        if (!seat.taken()) {
            return new Step(changed, List.of());
        }
        return new Step(
                changed,
                hold.held() ? List.of(new RoomEffect.Part(hold.leg())) : join(seat));
    }

    /** Whoever comes into a mix is heard there until it is said otherwise. */
    private static List<RoomEffect> join(Seat seat) {
        RoomEffect join = new RoomEffect.Join(seat.leg());
        return seat.muted()
                ? List.of(join, new RoomEffect.Mute(seat.leg(), true))
                : List.of(join);
    }

    private Step mute(RoomMessage.Mute mute) {
        Seat seat = seats.get(mute.leg());
        if (seat == null || seat.muted() == mute.muted()) {
            return step();
        }
        List<RoomEffect> effects = new ArrayList<>();
        if (seat.isIn()) {
            effects.add(new RoomEffect.Mute(mute.leg(), mute.muted()));
        }
        effects.add(publish(new HouseEvent.LegMuted(id, mute.leg(), mute.muted())));
        return new Step(with(seat.mute(mute.muted())), effects);
    }

    private Step lock(boolean lock) {
        if (over || seats.isEmpty() || locked == lock) {
            return step();
        }
        return new Step(
                new Room(id, number, maxMembers, startedAt, seats, lock, false),
                List.of(publish(new HouseEvent.RoomLocked(id, lock))));
    }

    private Step leave(RoomMessage.Leave leave, Instant now) {
        if (!seats.containsKey(leave.leg())) {
            return step();
        }
        Map<LegId, Seat> left = new LinkedHashMap<>(seats);
        left.remove(leave.leg());
        List<RoomEffect> effects = new ArrayList<>();
        effects.add(new RoomEffect.Part(leave.leg()));
        effects.add(publish(new HouseEvent.LegEnded(id, leave.leg(), leave.cause())));
        if (!left.isEmpty() && seats.get(leave.leg()).taken()) {
            effects.add(new RoomEffect.Chime(false));
        }
        if (left.isEmpty()) {
            long durationMs = Duration.between(startedAt, now).toMillis();
            effects.add(
                    publish(
                            new HouseEvent.CallEnded(
                                    id, DisconnectCause.of(Reason.NORMAL), durationMs)));
            effects.add(new RoomEffect.Vanish());
        }
        return new Step(with(left, left.isEmpty()), effects);
    }

    /** Members leave when their own calls say so. */
    private Step hangup(RoomMessage.HangupAsked asked) {
        List<RoomEffect> effects = new ArrayList<>();
        for (Seat seat : seats.values()) {
            if (asked.leg().map(seat.leg()::equals).orElse(true)) {
                effects.add(new RoomEffect.HangupMember(seat.call(), seat.leg(), asked.cause()));
            }
        }
        return new Step(this, effects);
    }

    public Optional<Seat> seat(LegId leg) {
        return Optional.ofNullable(seats.get(leg));
    }

    private Room with(Seat seat) {
        Map<LegId, Seat> changed = new LinkedHashMap<>(seats);
        changed.put(seat.leg(), seat);
        return with(changed, false);
    }

    private Room with(Map<LegId, Seat> now, boolean ended) {
        return new Room(id, number, maxMembers, startedAt, now, locked, ended);
    }

    private Step step(RoomEffect... effects) {
        return new Step(this, List.of(effects));
    }

    private static RoomEffect publish(HouseEvent event) {
        return new RoomEffect.Publish(event);
    }
}
