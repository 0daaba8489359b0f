package org.patchbay.hub.internal.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Redirect;
import org.patchbay.call.api.TransferTo;
import org.patchbay.hub.internal.call.CallState;
import org.patchbay.hub.internal.call.Facts;
import org.patchbay.hub.internal.event.Picture;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.Owner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One call: takes messages one at a time, lets the pure machines say what follows, and has it done
 * at the rim. Fields belong to whichever thread drains the mailbox.
 */
final class CallActor {
    private static final Logger LOG = LoggerFactory.getLogger(CallActor.class);

    /** Keys and the like that may wait; what a call's life hangs on is never dropped. */
    private static final int MAX_CHATTER = 256;

    private final CallId id;
    private final Surroundings house;
    private final Mailbox mailbox;
    private final CallRim rim;
    private final WishDesk wishes;
    private final Deque<Message> followUps = new ArrayDeque<>();
    private final List<HouseEvent> events = new ArrayList<>();
    private final Map<LegId, CallActor> moved = new HashMap<>();
    private CallState state;
    private boolean collapsed;

    /**
     * @param neighbours where rooms and the list of calls are
     */
    CallActor(Facts facts, Surroundings house, Neighbours neighbours) {
        this(facts, house.calls(), house, neighbours);
    }

    /**
     * @param lane of the leg that brings the call
     */
    CallActor(Facts facts, Executor lane, Surroundings house, Neighbours neighbours) {
        this.id = facts.id();
        this.house = house;
        this.state = CallState.fresh(facts);
        mailbox = new Mailbox(lane, house.calls());
        rim = new CallRim(this, house, neighbours);
        wishes = new WishDesk(this, mailbox, rim.transfers(), rim.replies());
    }

    CallId id() {
        return id;
    }

    /** The call came in on that leg. Any thread. */
    LegEvents begin(Leg leg, String from, CallOffer offer) {
        LegPost events = new LegPost(leg.id(), this);
        mailbox.post(
                () -> {
                    rim.adopt(new LegSlot(leg.id(), true, from, leg, events), offer);
                    handle(new Message.Incoming(leg.id(), from, offer.seat()));
                });
        return events;
    }

    /** The call is made by command; completes when it is on the house's list. Any thread. */
    CompletableFuture<Void> begin(Message.Outgoing from) {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        mailbox.post(
                () -> {
                    handle(from);
                    begun.complete(null);
                });
        return begun;
    }

    /** Any thread. */
    void post(Message message) {
        if (isChatter(message) && mailbox.waiting() > MAX_CHATTER) {
            return;
        }
        mailbox.post(() -> handle(message));
    }

    private static boolean isChatter(Message message) {
        return message instanceof Message.Digit || message instanceof Message.MediaChanged;
    }

    /** What commands want of it. */
    WishDesk wishes() {
        return wishes;
    }

    /** Why nobody can listen to it now; empty where somebody can. Any thread. */
    CompletableFuture<Optional<String>> refusesListener() {
        CompletableFuture<Optional<String>> refusal = new CompletableFuture<>();
        mailbox.post(() -> refusal.complete(state.refusesListener()));
        return refusal;
    }

    /** A leg of another call hears this one, or is told why not. Any thread. */
    void listen(Ear ear) {
        mailbox.post(
                () -> {
                    Optional<String> no = state.refusesListener();
                    if (no.isPresent()) {
                        ear.deaf(DisconnectCause.of(Reason.NOT_FOUND, no.get()));
                    } else {
                        rim.listeners().listen(ear);
                        commit();
                    }
                });
    }

    /** Any thread. */
    void listenNoMore(LegId leg) {
        mailbox.post(
                () -> {
                    rim.listeners().leave(leg);
                    commit();
                });
    }

    /** The far side of that leg wants it. Any thread. */
    void transferAsked(LegId by, TransferTo to) {
        mailbox.post(
                () -> {
                    if (moved.containsKey(by)) {
                        moved.get(by).transferAsked(by, to);
                    } else {
                        handle(new Message.TransferAsked(by, to, true, rim.transfers().owners()));
                    }
                });
    }

    /** The far side of that leg wants it. Any thread. */
    void joinAsked(LegId by, TransferTo third) {
        mailbox.post(
                () -> {
                    if (moved.containsKey(by)) {
                        moved.get(by).joinAsked(by, third);
                    } else {
                        Owner owner = rim.transfers().owner(by);
                        handle(new Message.JoinAsked(by, third, true, owner));
                    }
                });
    }

    /** A leg that was moved out of another call begins this one. Any thread. */
    void begin(LegSlot slot, Message.MovedIn moved) {
        mailbox.post(
                () -> {
                    adopt(slot);
                    handle(moved);
                    heldBefore(slot);
                });
    }

    private void adopt(LegSlot slot) {
        moved.remove(slot.id()); // it may have been here before
        rim.adopt(slot);
        slot.post().moveTo(this);
    }

    private void heldBefore(LegSlot slot) {
        if (slot.post().isHeld()) {
            handle(new Message.Held(slot.id(), true));
        }
    }

    /** That call has our leg. On the call's thread only. */
    void movedOut(LegId leg, CallActor to) {
        moved.put(leg, to);
        followUp(new Message.Taken(leg));
    }

    /** A leg of another call would like the seat of one of ours. Any thread. */
    void seatOffered(SeatOffer offer) {
        mailbox.post(
                () -> {
                    Optional<DisconnectCause> no = state.refusesSeat(offer.seat());
                    if (no.isPresent() || !offer.take(this)) {
                        offer.refuse(no.orElse(DisconnectCause.of(Reason.CANCELLED)));
                        return;
                    }
                    adopt(offer.slot());
                    handle(new Message.Seated(offer.seat(), offer.newcomer()));
                    heldBefore(offer.slot());
                    offer.taken(this);
                });
    }

    /** That call has our leg, and lets go of whose seat it has. Any thread. */
    void handedOver(LegId leg, LegId seat, CallActor to) {
        mailbox.post(
                () -> {
                    boolean there = state.legs().containsKey(leg);
                    moved.put(leg, to);
                    handle(new Message.Taken(leg));
                    DisconnectCause normal = DisconnectCause.of(Reason.NORMAL);
                    to.post(new Message.HangupAsked(Optional.of(seat), normal));
                    if (!there) {
                        // It has ended, and said so to us.
                        to.post(new Message.Ended(leg, normal));
                    }
                });
    }

    /** Follows at once, before what waits in the mailbox. On the call's thread only. */
    void followUp(Message message) {
        followUps.add(message);
    }

    /** Any thread. */
    void redirected(LegId leg, Redirect to) {
        run(() -> rim.redirected(leg, to));
    }

    /** Who decided should know it, and whoever looks at the call. */
    void broken(String problem) {
        String by = state().decidedBy();
        LOG.warn("call {}: {} rings, but {}", id(), by, problem);
        publish(new HouseEvent.PlanBroken(id(), by, problem));
    }

    void publish(HouseEvent event) {
        events.add(event);
    }

    CallState state() {
        return state;
    }

    /** On the call's thread only. */
    void handle(Message first) {
        if (first instanceof Message.OfLeg told && moved.containsKey(told.leg())) {
            moved.get(told.leg()).post(first);
            return;
        }
        followUps.add(first);
        drain();
    }

    /** Runs on the call's thread; follow-ups of it are taken at once. Any thread. */
    void run(Runnable task) {
        mailbox.post(
                () -> {
                    task.run();
                    drain();
                });
    }

    private void drain() {
        if (followUps.isEmpty()) {
            return;
        }
        MDC.put("call", id.value());
        try {
            while (!followUps.isEmpty()) {
                Message message = followUps.remove();
                if (message instanceof Message.OfLeg told) {
                    MDC.put("leg", told.leg().value());
                } else {
                    MDC.remove("leg");
                }
                take(message);
            }
            commit();
        } finally {
            MDC.remove("leg");
            MDC.remove("call");
        }
    }

    private void take(Message message) {
        try {
            Optional<Instant> answeredBefore = state.answeredAt();
            boolean was = state.over();
            CallState.Step step = state.next(message, house.clock().instant());
            state = step.state();
            rim.heard(message);
            if (!rim.listeners().isEmpty()) {
                state.endsListening()
                        .map(why -> DisconnectCause.of(Reason.NORMAL, why))
                        .ifPresent(rim.listeners()::close);
            }
            for (Effect effect : step.effects()) {
                perform(effect);
            }
            rim.sweep(state.legs().keySet());
            report(answeredBefore, message, was);
        } catch (RuntimeException | Error e) {
            LOG.error("call {} failed on {}", id, message.getClass().getSimpleName(), e);
            collapse();
        }
    }

    private void perform(Effect effect) {
        try {
            effect.performBy(rim);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("call {}: {} failed", id, effect.getClass().getSimpleName(), e);
            rim.failed(effect, e);
        }
    }

    /** We have a bug: whatever it is, the parties must not be left hanging. Once. */
    private void collapse() {
        if (!collapsed) {
            collapsed = true;
            followUp(new Message.Trouble(DisconnectCause.of(Reason.SERVER_ERROR)));
        }
    }

    private void report(Optional<Instant> answeredBefore, Message message, boolean was) {
        Facts facts = state.facts();
        if (message instanceof Message.Incoming || message instanceof Message.Outgoing) {
            String caller = Masked.number(facts.caller().number());
            LOG.info("call {} started: {} calls {}", id, caller, Masked.number(facts.called()));
        }
        if (answeredBefore.isEmpty() && state.answeredAt().isPresent()) {
            LOG.info("call {} answered", id);
        }
        if (!was && state.over()) {
            Duration lasted = Duration.between(facts.startedAt(), house.clock().instant());
            LOG.info("call {} ended after {} ms: {}", id, lasted.toMillis(), rim.epitaph());
        }
    }

    private void commit() {
        Optional<Picture> picture = state.over() ? Optional.empty() : Optional.of(picture());
        house.log().commit(id, picture, events);
        events.clear();
    }

    private Picture picture() {
        CallState now = state;
        List<LegSlot> legs = rim.slots();
        CallAudio audio = rim.audio();
        return () -> develop(now, legs, audio);
    }

    private static CallSnapshot develop(CallState now, List<LegSlot> legs, CallAudio audio) {
        Facts facts = now.facts();
        return new CallSnapshot(
                facts.id(),
                now.stateName(),
                facts.startedAt(),
                now.answeredAt(),
                facts.caller(),
                facts.called(),
                Optional.empty(),
                now.listensTo(),
                now.decidedBy(),
                now.reasons(),
                legs.stream().map(LegSlot::develop).toList(),
                audio.picture());
    }
}
