package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.hub.internal.route.TargetResolver;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeMedia;

class TwoPartyTest {
    private final SimHouse sim = new SimHouse();

    @AfterEach
    void nothingIsLeft() {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        assertEquals(0, sim.house.callsUp());
        assertEquals(0, sim.house.roomsUp());
        assertEquals(List.of(), sim.media.openMixes());
        assertEquals(0, sim.clock.waiting());
        assertEquals(List.of(), sim.log.snapshot().calls());
    }

    private CallSnapshot only() {
        List<CallSnapshot> calls = sim.log.snapshot().calls();
        assertEquals(1, calls.size());
        return calls.get(0);
    }

    @Test
    void ringsAnswersTalksAndEnds() {
        FakeLeg caller = sim.call("1001", "102");
        FakeLeg callee = sim.leg("1002");
        assertEquals("1001", callee.request().get().caller().number());
        assertEquals(List.of("opus", "PCMU"), callee.request().get().preferCodecs());
        sim.then(callee::ringing);
        sim.then(callee::ringing);
        assertEquals(List.of("ring"), caller.told());
        assertEquals("RINGING", only().state());
        sim.then(callee::accept);
        assertEquals(List.of("ring", "answer"), caller.told());
        assertEquals("TALKING", only().state());
        assertEquals(2, only().legs().size());
        FakeMedia.FakeMix mix = sim.media.openMixes().get(0);
        assertTrue(mix.has(caller.media().get()) && mix.has(callee.media().get()));
        sim.then(() -> caller.end(Reason.NORMAL));
        assertEquals(List.of("hangup NORMAL"), callee.told());
        assertTrue(mix.closed());
        assertEquals(1, sim.events(HouseEvent.CallEnded.class).size());
        assertEquals(2, sim.events(HouseEvent.LegEnded.class).size());
    }

    /** Also when the call is over before anybody has read the event. */
    @Test
    void whatIsToldOfALegSaysHowItsMediaWasThen() {
        FakeLeg caller = sim.call("1001", "102");
        FakeLeg callee = sim.leg("1002");
        MediaSessionSnapshot first = FakeMedia.snapshot("PCMA/8000", "");
        MediaSessionSnapshot later = FakeMedia.snapshot("opus/48000", "");
        callee.describe(first);
        sim.then(callee::accept);
        callee.describe(later);
        sim.then(() -> caller.end(Reason.NORMAL));
        assertTrue(
                sim.events(HouseEvent.LegAnswered.class).stream()
                        .filter(e -> e.leg().equals(callee.id()))
                        .allMatch(e -> e.media().equals(Optional.of(first))));
        assertTrue(
                sim.events(HouseEvent.LegEnded.class).stream()
                        .filter(e -> e.leg().equals(callee.id()))
                        .allMatch(e -> e.media().equals(Optional.of(later))));
    }

    @Test
    void theCallerIsJoinedOnlyWhenItsAnswerIsOut() {
        FakeLeg caller = sim.call("1001", "102");
        caller.answersLater();
        sim.then(sim.leg("1002")::accept);
        assertEquals(List.of(), sim.media.openMixes());
        sim.then(caller::completeAnswer);
        assertEquals(2, sim.media.openMixes().get(0).members().size());
    }

    @Test
    void theCalleeMayLeaveWhileTheCallerIsBeingAnswered() {
        FakeLeg caller = sim.call("1001", "102");
        caller.answersLater();
        sim.then(sim.leg("1002")::accept);
        sim.then(() -> sim.leg("1002").end(Reason.NORMAL));
        assertTrue(caller.ended());
        sim.then(caller::completeAnswer);
        assertEquals(List.of(), sim.media.openMixes());
    }

    @Test
    void anAnswerThatFailsEndsBoth() {
        FakeLeg caller = sim.call("1001", "102");
        caller.answersLater();
        sim.then(sim.leg("1002")::accept);
        sim.then(
                () ->
                        caller.failAnswer(
                                new org.patchbay.sdp.NoCommonFormatException("nothing in common")));
        assertEquals(Reason.NO_COMMON_CODEC, caller.cause().get().reason());
        assertTrue(sim.leg("1002").ended());
    }

    @ParameterizedTest
    @CsvSource({
        "486,BUSY,486",
        "600,BUSY,486",
        "603,DECLINED,603",
        "480,NO_ANSWER,480",
        "488,NO_COMMON_CODEC,488",
        "606,NO_COMMON_CODEC,488",
        "408,NO_ANSWER,480",
        "404,NOT_FOUND,404",
        "487,NO_ANSWER,480",
        "503,UNAVAILABLE,503"
    })
    void theCallerGetsTheHousesStatus(int status, Reason reason, int forCaller) {
        FakeLeg caller = sim.call("1001", "102");
        sim.then(() -> sim.leg("1002").end(DisconnectCause.ofSip(status, "whatever")));
        assertEquals(reason, caller.cause().get().reason());
        assertEquals(forCaller, caller.cause().get().sipCode());
    }

    @Test
    void notRegisteredNoAnswerAndUnknownAreTold() {
        sim.devices.unreachable(Target.parse("device:1004"));
        assertEquals(
                DisconnectCause.of(Reason.NOT_REGISTERED),
                sim.call("1001", "104").cause().orElseThrow());
        assertEquals(Reason.NOT_FOUND, sim.call("1001", "999").cause().get().reason());
        FakeLeg caller = sim.call("1001", "102");
        sim.advance(Duration.ofSeconds(59));
        assertFalse(caller.ended());
        sim.advance(Duration.ofSeconds(2));
        assertEquals(Reason.NO_ANSWER, caller.cause().get().reason());
        assertTrue(sim.leg("1002").ended());
    }

    @Test
    void whoCallsHimselfIsBusy() {
        assertEquals(Reason.BUSY, sim.call("1001", "101").cause().get().reason());
    }

    @Test
    void earlyMediaIsHeardBeforeTheAnswer() {
        FakeLeg caller = sim.call("1001", "102");
        sim.then(sim.leg("1002")::earlyMedia);
        assertEquals(List.of("progress"), caller.told());
        assertEquals(2, sim.media.openMixes().get(0).members().size());
        sim.then(sim.leg("1002")::accept);
        assertEquals(List.of("progress", "answer"), caller.told());
        assertEquals(2, sim.media.openMixes().get(0).members().size());
    }

    @Test
    void allRingAndTheFirstAnswerWins() {
        FakeLeg caller = sim.call("1001", "200");
        // 1003 is in the group twice, and the caller is not rung.
        assertEquals(2, sim.devices.legs().size());
        FakeLeg first = sim.leg("1002");
        FakeLeg second = sim.leg("1003");
        sim.then(
                () -> {
                    second.accept();
                    first.accept();
                });
        assertEquals(List.of("hangup ANSWERED_ELSEWHERE"), first.told());
        assertEquals(List.of(), second.told());
        assertEquals(List.of("answer"), caller.told());
        assertEquals("TALKING", only().state());
    }

    @Test
    void theCallerWhoGivesUpCancelsAll() {
        FakeLeg caller = sim.call("1001", "120");
        sim.then(() -> caller.end(Reason.CANCELLED));
        assertEquals(List.of("hangup CANCELLED"), sim.leg("1002").told());
        assertEquals(List.of("hangup CANCELLED"), sim.leg("1003").told());
    }

    @Test
    void oneAfterTheOther() {
        FakeLeg caller = sim.call("1001", "201");
        assertEquals(1, sim.devices.legs().size());
        sim.then(() -> sim.leg("1002").end(Reason.BUSY));
        assertEquals(2, sim.devices.legs().size());
        sim.advance(Duration.ofSeconds(11));
        assertEquals(List.of("hangup NO_ANSWER"), sim.leg("1003").told());
        assertEquals(Reason.BUSY, caller.cause().get().reason());
    }

    @Test
    void legsThatNeverEndAreForgotten() {
        FakeLeg caller = sim.call("1001", "102");
        sim.then(sim.leg("1002")::accept);
        sim.leg("1002").endsLater();
        sim.then(() -> caller.end(Reason.NORMAL));
        assertEquals(1, sim.house.callsUp());
        assertEquals("ENDED", only().state());
        sim.advance(Duration.ofSeconds(5));
        assertEquals(0, sim.house.callsUp());
    }

    @Test
    void aProviderThatThrowsCostsOnlyItsBranch() {
        sim.devices.onDial(
                leg -> {
                    if (leg.request().get().target().address().equals("1002")) {
                        throw new IllegalStateException("broken");
                    }
                });
        FakeLeg caller = sim.call("1001", "120");
        sim.then(sim.leg("1003")::accept);
        assertEquals("TALKING", only().state());
        assertEquals(List.of("answer"), caller.told());
    }

    @Test
    void withoutMediaEngineTheCallerIsTold() {
        sim.parts.unset(sim.media);
        FakeLeg caller = sim.call("1001", "102");
        sim.then(sim.leg("1002")::accept);
        assertEquals(Reason.UNAVAILABLE, caller.cause().get().reason());
        assertTrue(sim.leg("1002").ended());
    }

    @Test
    void tooManyCallsAreRefused() {
        sim.limits =
                new Surroundings.Limits(
                        1,
                        3,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30));
        sim.call("1001", "102");
        assertEquals(Reason.UNAVAILABLE, sim.call("1003", "104").cause().get().reason());
    }

    @Test
    void aCommandHangsUpACallOrALeg() {
        FakeLeg caller = sim.call("1001", "102");
        sim.then(sim.leg("1002")::accept);
        var other = new CallCommand.Hangup(only().id(), Optional.of(sim.newLegId()));
        assertTrue(result(other) instanceof CommandResult.Refused);
        var leg = new CallCommand.Hangup(only().id(), Optional.of(sim.leg("1002").id()));
        assertTrue(result(leg) instanceof CommandResult.Done);
        assertTrue(caller.ended() && sim.leg("1002").ended());
        assertTrue(result(leg) instanceof CommandResult.Refused);
    }

    private CommandResult result(CallCommand command) {
        var stage = sim.house.execute(command).toCompletableFuture();
        sim.threads.settle();
        return stage.getNow(null);
    }

    @Test
    void aCommandMakesACall() {
        var command = new CallCommand.Originate(Target.parse("device:1001"), "102");
        assertTrue(result(command) instanceof CommandResult.Done);
        assertEquals("102", sim.leg("1001").request().get().caller().number());
        sim.then(sim.leg("1001")::accept);
        FakeLeg callee = sim.leg("1002");
        assertEquals("101", callee.request().get().caller().number());
        sim.then(callee::accept);
        assertEquals("TALKING", only().state());
        assertEquals(2, sim.media.openMixes().get(0).members().size());
        sim.then(() -> callee.end(Reason.NORMAL));
        assertEquals(List.of("hangup NORMAL"), sim.leg("1001").told());
    }

    /** What plays in the mix; {@code ringback} is a name of its own. */
    private boolean hearsRingback() {
        return sim.media.mixes().stream()
                .flatMap(mix -> mix.members().stream())
                .anyMatch(member -> member.memberName().startsWith("ringback"));
    }

    @Test
    void aCallerWhoIsAnsweredAlreadyHearsThatItRings() {
        sim.house.execute(new CallCommand.Originate(Target.parse("device:1001"), "201"));
        sim.threads.settle();
        sim.then(sim.leg("1001")::accept);
        assertFalse(hearsRingback());
        sim.then(sim.leg("1002")::ringing);
        assertTrue(hearsRingback());
        assertTrue(sim.media.openMixes().get(0).has(sim.leg("1001").media().get()));
        sim.then(() -> sim.leg("1002").end(Reason.BUSY));
        assertTrue(hearsRingback(), "from one who is rung to the next");
        sim.then(sim.leg("1003")::ringing);
        sim.then(sim.leg("1003")::earlyMedia);
        assertFalse(hearsRingback());
        sim.then(sim.leg("1003")::accept);
        assertEquals(2, sim.media.openMixes().get(0).members().size());
    }

    @Test
    void aCallerWhoIsNotAnsweredMakesItsOwnTone() {
        FakeLeg caller = sim.call("1001", "102");
        sim.then(sim.leg("1002")::ringing);
        assertEquals(List.of("ring"), caller.told());
        assertFalse(hearsRingback());
    }

    @Test
    void targetsThatNobodyKnowsAreNamed() {
        sim.devices.unreachable(Target.parse("device:1004"));
        sim.devices.unreachable(Target.parse("device:nope"));
        var resolver = new TargetResolver(sim.parts, sim::newLegId, Optional.empty(), 64);
        List<Target> targets =
                Stream.of("user:ana", "group:x", "sip:1@x", "device:nope", "device:1004", "user:u1")
                        .map(Target::parse)
                        .toList();
        resolver.resolve(Plan.Ring.all(targets, Duration.ofSeconds(5)));
        assertEquals(
                List.of(
                        "there is no user 'ana'",
                        "there is no group 'x'",
                        "nobody reaches 'sip:'",
                        "there is no device 'nope'"),
                resolver.unknown());
    }

    @Test
    void aCommandThatCannotWorkIsRefused() {
        sim.devices.unreachable(Target.parse("device:1004"));
        for (String from : List.of("device:1004", "nobody:1", "user:xx")) {
            var command = new CallCommand.Originate(Target.parse(from), "102");
            assertTrue(result(command) instanceof CommandResult.Refused, from);
        }
        var command = new CallCommand.Originate(Target.parse("device:1001"), " ");
        assertTrue(result(command) instanceof CommandResult.Refused);
    }

    @Test
    void keysHoldAndNewMediaAreTold() {
        FakeLeg caller = sim.call("1001", "102");
        sim.then(sim.leg("1002")::accept);
        sim.then(() -> caller.press('5', 100));
        sim.then(() -> caller.holdFromFarSide(true));
        sim.then(() -> caller.holdFromFarSide(false));
        caller.media(new FakeMedia.Member("other"));
        sim.then(caller::changeMedia);
        assertEquals(1, sim.events(HouseEvent.LegDigit.class).size());
        assertEquals(2, sim.events(HouseEvent.LegHeld.class).size());
        assertTrue(sim.media.openMixes().get(0).has(caller.media().get()));
        assertEquals(2, sim.media.openMixes().get(0).members().size());
    }
}
