package org.patchbay.hub.internal.actor;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.User;
import org.patchbay.hub.internal.call.Facts;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.route.Owners;
import org.patchbay.hub.internal.route.RoomPins;
import org.patchbay.media.api.MixMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every call and room that is up, and the door through which they come. Any thread may call. */
public final class House implements Neighbours {
    private static final Logger LOG = LoggerFactory.getLogger(House.class);

    private final Surroundings house;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<CallId, CallActor> calls = new ConcurrentHashMap<>();
    private final Map<LegId, CallActor> callsOfLegs = new ConcurrentHashMap<>();
    private final Map<CallId, RoomActor> rooms = new ConcurrentHashMap<>();
    private final Map<String, RoomActor> roomsByNumber = new ConcurrentHashMap<>();
    private final RoomPins pins;
    private final CountDownLatch empty = new CountDownLatch(1);
    private volatile boolean closing;

    /** A house that nobody is in yet. */
    public static House open(Surroundings house) {
        return new House(house);
    }

    private House(Surroundings house) {
        this.house = house;
        pins = new RoomPins(house.parts(), house.clock());
    }

    public LegEvents offer(Leg leg, CallOffer offer) {
        if (!admit()) {
            return DeafEar.refuse(leg, house.calls());
        }
        Directory directory = house.parts().directory();
        Optional<String> user =
                offer.user()
                        .or(() -> offer.device().flatMap(directory::userOfDevice).map(User::id));
        Facts facts =
                new Facts(
                        newCallId(),
                        house.clock().instant(),
                        offer.caller(),
                        offer.called(),
                        offer.device(),
                        user,
                        offer.trunk());
        String from =
                offer.user()
                        .map(id -> Owners.BROWSER + ":" + id)
                        .or(() -> offer.device().map(id -> "device:" + id))
                        .or(() -> offer.trunk().map(id -> "trunk:" + id))
                        .orElse("unknown");
        CallActor call = new CallActor(facts, leg.lane().orElse(house.calls()), house, this);
        LegEvents events = call.begin(leg, from, offer);
        enter(call);
        return events;
    }

    /** Counts a call in, if there is room for it. */
    private boolean admit() {
        if (closing) {
            return false;
        }
        if (count.incrementAndGet() > house.limits().get().maxCalls()) {
            count.decrementAndGet();
            LOG.warn("a call was refused: {} are up", count.get());
            return false;
        }
        return true;
    }

    private void enter(CallActor call) {
        calls.put(call.id(), call);
        // It may have ended before it was on the list, or the house may have closed meanwhile.
        call.run(
                () -> {
                    if (call.state().over()) {
                        calls.remove(call.id());
                    } else if (closing) {
                        call.followUp(new Message.Closing());
                    }
                });
    }

    public CompletionStage<CommandResult> execute(CallCommand command) {
        if (command instanceof CallCommand.Originate originate) {
            return place(Placing.call(originate.from(), originate.number()));
        }
        if (command instanceof CallCommand.Listen listen) {
            return listen(listen);
        }
        if (command instanceof CallCommand.Hangup hangup) {
            return hangup(hangup);
        }
        if (command instanceof CallCommand.Transfer transfer) {
            return ofTwo(
                    transfer.call(), call -> call.wishes().transfer(transfer.leg(), transfer.to()));
        }
        if (command instanceof CallCommand.Move move) {
            return move(move);
        }
        if (command instanceof CallCommand.Hold hold) {
            return ofTwo(hold.call(), call -> call.wishes().hold(hold.leg(), hold.held()));
        }
        if (command instanceof CallCommand.Join join) {
            return ofTwo(join.call(), call -> call.wishes().join(join.leg(), join.third()));
        }
        if (command instanceof CallCommand.Press press) {
            return ofTwo(press.call(), call -> call.wishes().press(press.leg(), press.keys()));
        }
        if (command instanceof CallCommand.Mute mute) {
            return inRoom(mute.call(), room -> room.mute(mute.leg(), mute.muted()));
        }
        if (command instanceof CallCommand.Kick kick) {
            return inRoom(kick.call(), room -> room.kick(kick.leg()));
        }
        if (command instanceof CallCommand.Lock lock) {
            return inRoom(lock.call(), room -> room.lock(lock.locked()));
        }
        throw new IllegalStateException("no such command: " + command);
    }

    private CompletionStage<CommandResult> place(Placing placing) {
        Optional<String> problem = placing.problem();
        if (problem.isPresent()) {
            return refused(problem.get());
        }
        Message.Outgoing outgoing = placing.rings(house);
        if (outgoing.from().rounds().isEmpty()) {
            return refused(placing.unreached(outgoing));
        }
        if (!admit()) {
            return refused(closing ? "the house is closing" : "too many calls are up");
        }
        CallActor call = new CallActor(placing.facts(newCallId(), house), house, this);
        CompletableFuture<Void> begun = call.begin(outgoing);
        enter(call);
        return begun.thenApply(done -> new CommandResult.Done(call.id()));
    }

    private CompletionStage<CommandResult> listen(CallCommand.Listen command) {
        CallActor call = calls.get(command.call());
        if (call == null && !rooms.containsKey(command.call())) {
            return refused("there is no call " + command.call());
        }
        CompletionStage<Optional<String>> no =
                call == null
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : call.refusesListener();
        return no.thenCompose(
                why ->
                        why.isPresent()
                                ? refused(why.get())
                                : place(Placing.listen(command.by(), command.call())));
    }

    private CompletionStage<CommandResult> hangup(CallCommand.Hangup command) {
        DisconnectCause cause = DisconnectCause.of(Reason.NORMAL);
        CallActor call = calls.get(command.call());
        RoomActor room = rooms.get(command.call());
        CompletableFuture<Boolean> known;
        if (call != null) {
            known = call.wishes().hangup(command.leg(), cause);
        } else if (room != null) {
            known = room.hangup(command.leg(), cause);
        } else {
            return refused("there is no call " + command.call());
        }
        return known.thenApply(there -> there ? new CommandResult.Done(command.call()) : noLeg());
    }

    /** Who sits in a room is moved by its own call. */
    private CompletionStage<CommandResult> move(CallCommand.Move command) {
        RoomActor room = rooms.get(command.call());
        CompletionStage<Optional<CallActor>> its =
                room == null
                        ? CompletableFuture.completedFuture(
                                Optional.ofNullable(calls.get(command.call())))
                        : room.callOf(command.leg());
        return its.thenCompose(
                call ->
                        call.isPresent()
                                ? call.get()
                                        .wishes()
                                        .move(command.leg(), command.to())
                                        .thenApply(why -> done(command.call(), why))
                                : refused(
                                        room == null
                                                ? "there is no call " + command.call()
                                                : "there is no such leg"));
    }

    /** A command about a leg of a call that is no room. */
    private CompletionStage<CommandResult> ofTwo(
            CallId id, Function<CallActor, CompletionStage<Optional<String>>> wish) {
        CallActor call = calls.get(id);
        return call == null
                ? refused("there is no call of two " + id)
                : wish.apply(call).thenApply(why -> done(id, why));
    }

    private CompletionStage<CommandResult> inRoom(
            CallId id, Function<RoomActor, CompletableFuture<Optional<String>>> task) {
        RoomActor room = rooms.get(id);
        return room == null
                ? refused("there is no room " + id)
                : task.apply(room).thenApply(why -> done(id, why));
    }

    private static CommandResult done(CallId call, Optional<String> refusal) {
        return refusal.<CommandResult>map(CommandResult.Refused::new)
                .orElseGet(() -> new CommandResult.Done(call));
    }

    private static CommandResult noLeg() {
        return new CommandResult.Refused("there is no such leg");
    }

    private static CompletionStage<CommandResult> refused(String why) {
        return CompletableFuture.completedFuture(new CommandResult.Refused(why));
    }

    private CallId newCallId() {
        return new CallId(house.log().bootId() + "-" + numbers.incrementAndGet());
    }

    @Override
    public RoomPins pins() {
        return pins;
    }

    @Override
    public void reserveSeat(String number, Guest guest) {
        roomsByNumber.computeIfAbsent(number, this::openRoom).reserve(guest);
    }

    private RoomActor openRoom(String number) {
        RoomActor room = new RoomActor(newCallId(), number, house, this);
        rooms.put(room.id(), room);
        return room;
    }

    @Override
    public CompletionStage<Optional<DisconnectCause>> refusesGuest(String number, String who) {
        RoomActor room = roomsByNumber.get(number);
        return room == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : room.refusesGuest(who);
    }

    @Override
    public void takeSeat(String number, LegId leg, MixMember media) {
        Optional.ofNullable(roomsByNumber.get(number)).ifPresent(r -> r.takeSeat(leg, media));
    }

    @Override
    public void holdSeat(String number, LegId leg, boolean held) {
        Optional.ofNullable(roomsByNumber.get(number)).ifPresent(r -> r.hold(leg, held));
    }

    @Override
    public void leaveRoom(String number, Guest guest, DisconnectCause cause) {
        guest.leave();
        LegId leg = guest.slot().id();
        Optional.ofNullable(roomsByNumber.get(number)).ifPresent(r -> r.leave(leg, cause));
    }

    @Override
    public void listen(CallId id, Ear ear) {
        CallActor call = calls.get(id);
        RoomActor room = rooms.get(id);
        if (call != null) {
            call.listen(ear);
        } else if (room != null) {
            room.listen(ear);
        } else {
            ear.deaf(DisconnectCause.of(Reason.NOT_FOUND, "there is no call " + id));
        }
    }

    @Override
    public void listenNoMore(CallId id, LegId leg) {
        Optional.ofNullable(calls.get(id)).ifPresent(call -> call.listenNoMore(leg));
        Optional.ofNullable(rooms.get(id)).ifPresent(room -> room.listenNoMore(leg));
    }

    @Override
    public Optional<CallActor> moveIn(LegSlot leg, Message.MovedIn moved) {
        if (!admit()) {
            return Optional.empty();
        }
        Facts facts = Facts.of(moved, newCallId(), house.clock().instant());
        CallActor call = new CallActor(facts, leg.leg().lane().orElse(house.calls()), house, this);
        call.begin(leg, moved);
        enter(call);
        return Optional.of(call);
    }

    @Override
    public void arrived(LegId leg, CallActor call) {
        callsOfLegs.put(leg, call);
    }

    @Override
    public void departed(LegId leg, CallActor call) {
        callsOfLegs.remove(leg, call);
    }

    @Override
    public Optional<CallActor> callOf(LegId leg) {
        return Optional.ofNullable(callsOfLegs.get(leg));
    }

    void vanished(RoomActor room) {
        roomsByNumber.remove(room.number(), room);
        rooms.remove(room.id());
    }

    @Override
    public void vanished(CallActor call) {
        calls.remove(call.id());
        if (count.decrementAndGet() == 0 && closing) {
            empty.countDown();
        }
    }

    /** Calls that are up, rooms not counted. */
    int callsUp() {
        return count.get();
    }

    int legsUp() {
        return callsOfLegs.size();
    }

    int roomsUp() {
        return rooms.size();
    }

    /**
     * Lets nobody in any more, hangs up every call and waits for their legs to say that they ended.
     *
     * @return false where some had not when the time was up
     */
    public boolean close(Duration patience) throws InterruptedException {
        beginClose();
        if (count.get() == 0) {
            return true;
        }
        return empty.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The first half of {@link #close}: does not wait. */
    void beginClose() {
        closing = true;
        calls.values().forEach(call -> call.post(new Message.Closing()));
    }
}
