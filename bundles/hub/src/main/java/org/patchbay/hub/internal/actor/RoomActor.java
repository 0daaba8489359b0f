package org.patchbay.hub.internal.actor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.hub.internal.event.Picture;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.room.Room;
import org.patchbay.hub.internal.room.RoomEffect;
import org.patchbay.hub.internal.room.RoomMessage;
import org.patchbay.media.api.MixMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One room. It has the mix; the signalling of each member stays with the call that brought it.
 * Fields belong to whichever thread drains the mailbox.
 */
final class RoomActor {
    private static final Logger LOG = LoggerFactory.getLogger(RoomActor.class);

    private static final DisconnectCause OVER =
            DisconnectCause.of(DisconnectCause.Reason.NORMAL, "the room is over");

    private final Surroundings house;
    private final House desk;
    private final Mailbox mailbox;
    private final CallAudio audio;
    private final Map<LegId, Neighbours.Guest> guests = new HashMap<>();
    private final Map<LegId, MixMember> media = new HashMap<>();
    private final List<HouseEvent> events = new ArrayList<>();
    private final CallId id;
    private final String number;
    private final Listeners listeners;
    private Room room;
    private long chimes;
    private boolean chiming;

    RoomActor(CallId id, String number, Surroundings house, House desk) {
        this.id = id;
        this.number = number;
        this.house = house;
        this.desk = desk;
        int members = house.limits().get().roomMaxMembers();
        room = Room.open(id, number, members, house.clock().instant());
        mailbox = new Mailbox(house.calls());
        audio = new CallAudio(id, house.parts(), house.clock(), this::played);
        listeners = new Listeners(id, house, audio, this::run, events::add);
    }

    CallId id() {
        return id;
    }

    String number() {
        return number;
    }

    /** Any thread, as the next four. */
    void reserve(Neighbours.Guest guest) {
        mailbox.post(
                () -> {
                    if (guest.left()) {
                        take(new RoomMessage.NobodyCame());
                        return;
                    }
                    LegSlot slot = guest.slot();
                    guests.put(slot.id(), guest);
                    take(
                            new RoomMessage.Reserve(
                                    slot.id(), guest.call().id(), slot.target(), guest.who()));
                });
    }

    void takeSeat(LegId leg, MixMember member) {
        mailbox.post(
                () -> {
                    media.put(leg, member);
                    take(new RoomMessage.Take(leg));
                });
    }

    void hold(LegId leg, boolean held) {
        mailbox.post(() -> take(new RoomMessage.Hold(leg, held)));
    }

    void leave(LegId leg, DisconnectCause cause) {
        mailbox.post(() -> take(new RoomMessage.Leave(leg, cause)));
    }

    /** A leg of a call that is no member hears the room, or is told that it is over. */
    void listen(Ear ear) {
        run(
                () -> {
                    if (room.over() || room.seats().isEmpty()) {
                        ear.deaf(OVER);
                    } else {
                        listeners.listen(ear);
                    }
                });
    }

    void listenNoMore(LegId leg) {
        run(() -> listeners.leave(leg));
    }

    private void run(Runnable task) {
        mailbox.post(
                () -> {
                    task.run();
                    if (!events.isEmpty()) {
                        commit();
                    }
                });
    }

    CompletableFuture<Boolean> hangup(Optional<LegId> leg, DisconnectCause cause) {
        CompletableFuture<Boolean> known = new CompletableFuture<>();
        mailbox.post(
                () -> {
                    boolean there = leg.map(l -> room.seat(l).isPresent()).orElse(!room.over());
                    take(new RoomMessage.HangupAsked(leg, cause));
                    known.complete(there);
                });
        return known;
    }

    /** Why that one would get no seat now; empty where it would. */
    CompletableFuture<Optional<DisconnectCause>> refusesGuest(String who) {
        CompletableFuture<Optional<DisconnectCause>> refusal = new CompletableFuture<>();
        mailbox.post(() -> refusal.complete(room.refuses(who, house.clock().instant())));
        return refusal;
    }

    /** The call of that member; empty where it has no seat. */
    CompletableFuture<Optional<CallActor>> callOf(LegId leg) {
        CompletableFuture<Optional<CallActor>> call = new CompletableFuture<>();
        mailbox.post(
                () ->
                        call.complete(
                                room.seat(leg)
                                        .map(seat -> guests.get(seat.leg()))
                                        .map(Neighbours.Guest::call)));
        return call;
    }

    /** Why not; empty where it is done. */
    CompletableFuture<Optional<String>> mute(LegId leg, boolean muted) {
        return withMember(leg, new RoomMessage.Mute(leg, muted));
    }

    /** Why not; empty where it is done. */
    CompletableFuture<Optional<String>> kick(LegId leg) {
        return withMember(leg, new RoomMessage.Kick(leg));
    }

    private CompletableFuture<Optional<String>> withMember(LegId leg, RoomMessage message) {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        mailbox.post(
                () -> {
                    boolean there = room.seat(leg).isPresent();
                    take(message);
                    answer.complete(there ? Optional.empty() : Optional.of("there is no such leg"));
                });
        return answer;
    }

    /** Why not; empty where it is done. */
    CompletableFuture<Optional<String>> lock(boolean locked) {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        mailbox.post(
                () -> {
                    take(new RoomMessage.Lock(locked));
                    answer.complete(
                            room.locked() == locked
                                    ? Optional.empty()
                                    : Optional.of("the room is over"));
                });
        return answer;
    }

    private void take(RoomMessage message) {
        MDC.put("call", id.value());
        try {
            boolean fresh = room.seats().isEmpty() && !room.over();
            Room.Step step = room.next(message, house.clock().instant());
            room = step.room();
            if (room.over()) {
                listeners.close(OVER);
            }
            step.effects().forEach(this::perform);
            guests.keySet().retainAll(room.seats().keySet());
            media.keySet().retainAll(room.seats().keySet());
            if (fresh && !room.seats().isEmpty()) {
                LOG.info("room {} opened as call {}", number, id);
            }
            if (!events.isEmpty()) {
                commit();
            }
        } finally {
            MDC.remove("call");
        }
    }

    private void perform(RoomEffect effect) {
        try {
            if (effect instanceof RoomEffect.Publish publish) {
                publish(publish.event());
            } else if (effect instanceof RoomEffect.Vanish) {
                vanish();
            } else if (effect instanceof RoomEffect.HangupMember hangup) {
                CallActor call = guests.get(hangup.leg()).call();
                call.post(new Message.HangupAsked(Optional.empty(), hangup.cause()));
            } else {
                seat(effect);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.error("room {}: {} failed", number, effect.getClass().getSimpleName(), e);
        }
    }

    private void publish(HouseEvent event) {
        Neighbours.Guest guest = event instanceof HouseEvent.OfLeg of ? guests.get(of.leg()) : null;
        events.add(guest == null ? event : guest.slot().fill((HouseEvent.OfLeg) event));
    }

    private void seat(RoomEffect effect) {
        if (effect instanceof RoomEffect.Keep keep) {
            guests.get(keep.leg()).call().post(new Message.SeatKept(number));
        } else if (effect instanceof RoomEffect.Refuse refuse) {
            Message no = new Message.SeatRefused(number, refuse.cause());
            guests.get(refuse.leg()).call().post(no);
        } else if (effect instanceof RoomEffect.SendOut out) {
            guests.get(out.leg()).call().post(new Message.SentOut(number, out.cause()));
        } else if (effect instanceof RoomEffect.SendOn on) {
            desk.reserveSeat(number, guests.get(on.guest().leg()));
        } else if (effect instanceof RoomEffect.Join join) {
            join(join.leg());
        } else if (effect instanceof RoomEffect.Part part) {
            audio.leave(part.leg());
        } else if (effect instanceof RoomEffect.Mute mute) {
            audio.mute(mute.leg(), mute.muted());
        } else if (effect instanceof RoomEffect.Chime chime) {
            chime(chime.came());
        } else {
            throw new IllegalStateException("no such effect: " + effect);
        }
    }

    private void join(LegId leg) {
        if (!audio.join(leg, media.get(leg))) {
            DisconnectCause cause =
                    DisconnectCause.of(DisconnectCause.Reason.UNAVAILABLE, "no media engine");
            guests.get(leg).call().post(new Message.Trouble(cause));
        }
    }

    /** One at a time: many who come together are no concert. */
    private void chime(boolean came) {
        boolean wanted =
                house.parts().directory().roomByNumber(number).map(r -> r.tones()).orElse(false);
        if (wanted && !chiming) {
            chiming = true;
            String name = "chime-" + id + "-" + ++chimes;
            audio.play(
                    chimes,
                    engine -> engine.createTone(name, came ? RoomTones.CAME : RoomTones.WENT));
        }
    }

    private void played(Message message) {
        if (message instanceof Message.PlayEnded ended) {
            mailbox.post(
                    () -> {
                        chiming &= Listeners.isNotice(ended.ticket());
                        audio.played(ended.ticket());
                    });
        }
    }

    private void vanish() {
        audio.close();
        desk.vanished(this);
        LOG.info("room {} closed, call {} ended", number, id);
    }

    private void commit() {
        Optional<Picture> picture = room.over() ? Optional.empty() : Optional.of(picture());
        house.log().commit(id, picture, events);
        events.clear();
    }

    private Picture picture() {
        Room now = room;
        List<LegSlot> slots =
                now.seats().keySet().stream()
                        .map(guests::get)
                        .filter(Objects::nonNull)
                        .map(Neighbours.Guest::slot)
                        .toList();
        return () -> develop(now, slots);
    }

    private CallSnapshot develop(Room now, List<LegSlot> slots) {
        return new CallSnapshot(
                id,
                now.locked() ? "LOCKED" : "IN_ROOM",
                now.startedAt(),
                Optional.of(now.startedAt()),
                new Party(number, ""),
                number,
                Optional.of(number),
                Optional.empty(),
                "room",
                List.of(),
                slots.stream().map(LegSlot::develop).toList(),
                audio.picture());
    }
}
