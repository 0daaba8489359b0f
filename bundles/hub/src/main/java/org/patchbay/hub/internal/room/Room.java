package org.patchbay.hub.internal.room;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
 * @param sentOut who does not get in again, and until when
 * @param locked nobody else gets in; whoever has a seat keeps it, be it only on the way in
 * @param over it has ended; whoever comes now is sent on
 */
public record Room(
        CallId id,
        String number,
        int maxMembers,
        Instant startedAt,
        Map<LegId, Seat> seats,
        Map<String, Instant> sentOut,
        boolean locked,
        boolean over) {
    /** Who was sent out stays out for that long, or until the room ends. */
    public static final Duration OUT_FOR = Duration.ofMinutes(1);

    /** What one message led to. */
    public record Step(Room room, List<RoomEffect> effects) {}

    public Room {
        seats = Collections.unmodifiableMap(new LinkedHashMap<>(seats));
        sentOut = Map.copyOf(sentOut);
    }

    public static Room open(CallId id, String number, int maxMembers, Instant now) {
        return new Room(id, number, maxMembers, now, Map.of(), Map.of(), false, false);
    }

    public Step next(RoomMessage message, Instant now) {
        if (message instanceof RoomMessage.Reserve guest) {
            return over ? step(new RoomEffect.SendOn(guest)) : reserve(guest, now);
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
        if (message instanceof RoomMessage.Kick kick) {
            return kick(kick.leg(), now);
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

    private Step reserve(RoomMessage.Reserve guest, Instant now) {
        Optional<DisconnectCause> no = refuses(guest.who(), now);
        if (no.isPresent()) {
            return step(new RoomEffect.Refuse(guest.leg(), no.get()));
        }
        List<RoomEffect> effects = new ArrayList<>();
        if (seats.isEmpty()) {
            Party itself = new Party(number, "");
            effects.add(
                    publish(new HouseEvent.CallStarted(id, itself, number, Optional.of(number))));
        }
        Map<LegId, Seat> more = new LinkedHashMap<>(seats);
        more.put(guest.leg(), Seat.keptFor(guest));
        effects.add(new RoomEffect.Keep(guest.leg()));
        effects.add(publish(new HouseEvent.LegAdded(id, guest.leg(), true, guest.target())));
        return new Step(with(more, false), effects);
    }

    /** Why that one gets no seat now; empty where it does. One that is over sends it on. */
    public Optional<DisconnectCause> refuses(String who, Instant now) {
        String room = "room " + number;
        if (locked) {
            return Optional.of(DisconnectCause.of(Reason.DECLINED, room + " is locked"));
        }
        if (now.isBefore(sentOut.getOrDefault(who, Instant.MIN))) {
            return Optional.of(DisconnectCause.of(Reason.DECLINED, "just sent out of " + room));
        }
        return seats.size() >= maxMembers
                ? Optional.of(DisconnectCause.of(Reason.BUSY, room + " is full"))
                : Optional.empty();
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
                changed, hold.held() ? List.of(new RoomEffect.Part(hold.leg())) : join(seat));
    }

    /** Whoever comes into a mix is heard there until it is said otherwise. */
    private static List<RoomEffect> join(Seat seat) {
        RoomEffect join = new RoomEffect.Join(seat.leg());
        return seat.muted() ? List.of(join, new RoomEffect.Mute(seat.leg(), true)) : List.of(join);
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
                new Room(id, number, maxMembers, startedAt, seats, sentOut, lock, false),
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

    /** Its seat is gone at once; its own call tells it so, and ends. */
    private Step kick(LegId leg, Instant now) {
        Seat seat = seats.get(leg);
        if (seat == null) {
            return step();
        }
        Map<String, Instant> out = new HashMap<>(sentOut);
        out.values().removeIf(until -> !now.isBefore(until));
        out.put(seat.who(), now.plus(OUT_FOR));
        DisconnectCause cause = DisconnectCause.of(Reason.DECLINED, "sent out of room " + number);
        Step left =
                new Room(id, number, maxMembers, startedAt, seats, out, locked, over)
                        .leave(new RoomMessage.Leave(leg, cause), now);
        List<RoomEffect> effects = new ArrayList<>(left.effects());
        effects.add(new RoomEffect.SendOut(leg, cause)); // it is out of the mix by now
        return new Step(left.room(), effects);
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
        return new Room(id, number, maxMembers, startedAt, now, sentOut, locked, ended);
    }

    private Step step(RoomEffect... effects) {
        return new Step(this, List.of(effects));
    }

    private static RoomEffect publish(HouseEvent event) {
        return new RoomEffect.Publish(event);
    }
}
