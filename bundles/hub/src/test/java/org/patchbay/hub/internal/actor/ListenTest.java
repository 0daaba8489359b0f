package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.media.api.MixMember;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeMedia.FakeMix;
import org.patchbay.testkit.FakeMedia.FakePlayer;

/** 1001 talks to 1002, and 1003 listens in. */
class ListenTest {
    private final SimHouse sim = new SimHouse();
    private FakeLeg caller;
    private FakeLeg callee;
    private CallId heard;

    @AfterEach
    void nothingIsLeft() {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        sim.endsEmpty();
    }

    private void talk() {
        caller = sim.call("1001", "102");
        callee = sim.leg("1002");
        sim.then(callee::accept);
        heard = sim.log.snapshot().calls().get(0).id();
    }

    private CommandResult listen(CallId to, String by) {
        Target target = Target.parse(by.indexOf(':') < 0 ? "device:" + by : by);
        CompletableFuture<CommandResult> result =
                sim.house.execute(new CallCommand.Listen(to, target)).toCompletableFuture();
        sim.threads.settle();
        return result.join();
    }

    private FakeLeg listener() {
        talk();
        assertTrue(listen(heard, "1003") instanceof CommandResult.Done);
        FakeLeg ear = sim.leg("1003");
        sim.then(ear::accept);
        return ear;
    }

    private FakeMix mix() {
        return sim.media.mixOf(caller.media().orElseThrow()).orElseThrow();
    }

    private static MixMember media(FakeLeg leg) {
        return leg.media().orElseThrow();
    }

    private CallSnapshot own() {
        return sim.log.snapshot().calls().stream()
                .filter(c -> c.state().equals("LISTENING"))
                .findFirst()
                .orElseThrow();
    }

    private long notices() {
        return sim.media.players().stream()
                .filter(p -> p.memberName().startsWith("notice-"))
                .count();
    }

    private static CommandResult refused(String why) {
        return new CommandResult.Refused(why);
    }

    @Test
    void itHearsAndIsNotHeardAndTheTwoTalkOn() {
        FakeLeg ear = listener();
        assertEquals("Listening in", ear.request().get().caller().name());
        assertEquals(Optional.of(heard), ear.request().get().listensTo());
        assertEquals(Optional.empty(), callee.request().get().listensTo());
        assertTrue(mix().has(media(ear)));
        assertEquals(List.of(media(ear)), mix().muted());
        assertFalse(mix().told().contains("join " + media(ear).memberName()));
        assertEquals(Optional.of(heard), own().listensTo());
        assertEquals(
                List.of(new HouseEvent.ListenChanged(heard, own().id(), "device:1003", true)),
                sim.events(HouseEvent.ListenChanged.class));
        sim.then(() -> ear.end(Reason.NORMAL));
        assertEquals(List.of(media(caller), media(callee)), withoutPlayers());
        assertFalse(sim.events(HouseEvent.ListenChanged.class).get(1).listens());
        assertFalse(caller.ended() || callee.ended());
    }

    private List<MixMember> withoutPlayers() {
        return mix().members().stream().filter(m -> !(m instanceof FakePlayer)).toList();
    }

    @Test
    void itEndsWithWhatItHears() {
        FakeLeg ear = listener();
        sim.then(() -> callee.end(Reason.NORMAL));
        assertTrue(caller.ended() && ear.ended());
        assertEquals("the call is over", ear.cause().get().text());
        List<HouseEvent> order =
                sim.events.stream()
                        .filter(
                                e ->
                                        e instanceof HouseEvent.ListenChanged
                                                || e instanceof HouseEvent.CallEnded ended
                                                        && ended.call().equals(heard))
                        .toList();
        assertTrue(order.get(order.size() - 1) instanceof HouseEvent.CallEnded, order::toString);
    }

    @Test
    void thoseInTheCallAreToldAtOnceAndAgainAndNotAfterwards() {
        FakeLeg ear = listener();
        assertEquals(1, notices());
        sim.advance(Duration.ofSeconds(29));
        assertEquals(1, notices());
        sim.advance(Duration.ofSeconds(1));
        assertEquals(2, notices());
        sim.then(() -> ear.end(Reason.NORMAL));
        sim.advance(Duration.ofSeconds(90));
        assertEquals(2, notices());
    }

    @Test
    void twoListenersAreOneNotice() {
        FakeLeg first = listener();
        listen(heard, "1004");
        sim.then(sim.leg("1004")::accept);
        assertEquals(1, notices());
        sim.then(() -> first.end(Reason.NORMAL));
        sim.advance(Duration.ofSeconds(30));
        assertEquals(2, notices());
        sim.then(() -> sim.leg("1004").end(Reason.NORMAL));
    }

    @Test
    void theHouseMayHaveItThatNobodyIsTold() {
        Duration s = Duration.ofSeconds(3);
        sim.limits = new Surroundings.Limits(2000, 3, s, s, Duration.ZERO);
        listener();
        sim.advance(Duration.ofMinutes(2));
        assertEquals(0, notices());
    }

    @Test
    void whoHoldsHearsNothingUntilItTalksAgain() {
        FakeLeg ear = listener();
        sim.then(() -> ear.holdFromFarSide(true));
        assertFalse(mix().has(media(ear)));
        sim.then(() -> ear.holdFromFarSide(false));
        assertEquals(List.of(media(ear)), mix().muted());
    }

    @Test
    void aRoomIsHeardByWhoIsNoMember() {
        FakeLeg member = sim.call("1001", "8001");
        CallSnapshot room =
                sim.log.snapshot().calls().stream()
                        .filter(c -> c.room().isPresent())
                        .findFirst()
                        .orElseThrow();
        CallSnapshot its =
                sim.log.snapshot().calls().stream()
                        .filter(c -> c.room().isEmpty())
                        .findFirst()
                        .orElseThrow();
        assertEquals(
                refused("it sits in room 8001, which can be listened to"),
                listen(its.id(), "1003"));
        listen(room.id(), "1003");
        FakeLeg ear = sim.leg("1003");
        sim.then(ear::accept);
        FakeMix mix = sim.media.mixOf(media(member)).orElseThrow();
        assertEquals(List.of(media(ear)), mix.muted());
        assertEquals(1, sim.log.call(room.id()).orElseThrow().legs().size());
        sim.then(() -> member.end(Reason.NORMAL));
        assertTrue(ear.ended());
    }

    @Test
    void whatCannotBeHeardSaysWhy() {
        FakeLeg ear = listener();
        assertEquals(refused("it only listens itself"), listen(own().id(), "1004"));
        assertEquals(refused("there is no call x"), listen(new CallId("x"), "1004"));
        assertEquals(
                refused("user:nobody cannot be reached: no user nobody"),
                listen(heard, "user:nobody"));
        sim.then(() -> ear.end(Reason.NORMAL));
    }

    /** The call that it should hear ends while its own phone rings. */
    @Test
    void whoComesTooLateIsToldSo() {
        talk();
        listen(heard, "1003");
        FakeLeg ear = sim.leg("1003");
        sim.then(() -> callee.end(Reason.NORMAL));
        sim.then(ear::accept);
        assertEquals(Reason.NOT_FOUND, ear.cause().get().reason());
        assertEquals(List.of(), sim.events(HouseEvent.ListenChanged.class));
    }

    /** The two are pulled into a room: there they are heard by those who listen to the room. */
    @Test
    void itEndsWhereTheCallGoesIntoARoom() {
        FakeLeg ear = listener();
        sim.house.execute(
                new CallCommand.Transfer(heard, callee.id(), new TransferTo.Number("8001")));
        sim.threads.settle();
        assertEquals("the call went on in room 8001", ear.cause().get().text());
        assertFalse(caller.ended());
    }

    /** 1001 and 1002 are listened to; 1002 asks 1004 and connects the two. */
    @Test
    void whoListensIsToldWhereAnotherCallTakesTheLegOver() {
        FakeLeg ear = listener();
        FakeLeg asks = sim.call("1002", "104");
        sim.then(sim.leg("1004")::accept);
        sim.then(() -> callee.asksTransfer(new TransferTo.SeatOf(asks.id())));
        assertEquals("the call went on elsewhere", ear.cause().get().text());
        assertTrue(callee.ended() && asks.ended());
        assertFalse(caller.ended() || sim.leg("1004").ended());
        assertEquals(0, sim.media.mixOf(media(caller)).orElseThrow().muted().size());
    }

    /** The other way round: what is listened to takes somebody in, and is heard on. */
    @Test
    void whoListensHearsWhoeverComesIntoTheCall() {
        FakeLeg ear = listener();
        FakeLeg stays = sim.call("1004", "105");
        FakeLeg gives = sim.leg("1005");
        sim.then(gives::accept);
        sim.then(() -> gives.asksTransfer(new TransferTo.SeatOf(callee.id())));
        assertTrue(gives.ended() && callee.ended());
        assertFalse(ear.ended());
        assertTrue(mix().has(media(stays)) && mix().has(media(ear)));
        assertEquals(List.of(media(ear)), mix().muted());
    }
}
