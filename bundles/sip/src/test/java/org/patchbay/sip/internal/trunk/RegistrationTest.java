package org.patchbay.sip.internal.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.trunk.Registration.Effect;
import org.patchbay.sip.internal.trunk.Registration.Event;
import org.patchbay.sip.internal.trunk.Registration.Phase;

class RegistrationTest {
    private static final long NOW = seconds(1_000);

    private static long seconds(long s) {
        return Duration.ofSeconds(s).toNanos();
    }

    private static Registration asking() {
        return Registration.of(Duration.ofSeconds(600)).next(new Event.Start(), NOW).next();
    }

    private static Event accepted(int expiresS) {
        return new Event.Accepted(OptionalInt.of(expiresS));
    }

    private static Event refused(int status) {
        return new Event.Refused(status, "No", OptionalInt.empty(), 1);
    }

    private static Registration held() {
        return asking().next(accepted(600), NOW).next();
    }

    @Test
    void itAsksAtOnceForWhatIsWanted() {
        Registration.Step step =
                Registration.of(Duration.ofSeconds(600)).next(new Event.Start(), NOW);
        assertEquals(List.of(new Effect.Send(600)), step.effects());
        assertEquals(Phase.ASKING, step.next().phase());
    }

    /** What is granted, when it is asked for again, and when it ends. */
    static Stream<Arguments> grants() {
        return Stream.of(
                Arguments.of(OptionalInt.of(3600), 3240, 3600),
                Arguments.of(OptionalInt.of(300), 265, 300),
                Arguments.of(OptionalInt.of(60), 30, 60),
                Arguments.of(OptionalInt.of(2), 1, 2),
                Arguments.of(OptionalInt.of(1), 1, 1),
                Arguments.of(OptionalInt.empty(), 540, 600),
                Arguments.of(OptionalInt.of(999_999_999), 77_760, 86_400));
    }

    @ParameterizedTest
    @MethodSource("grants")
    void itIsRefreshedBeforeItEnds(OptionalInt granted, long askedAgainS, long endsS) {
        Registration.Step step = asking().next(new Event.Accepted(granted), NOW);
        assertEquals(List.of(new Effect.Registered()), step.effects());
        assertEquals(NOW + seconds(askedAgainS), step.next().askAt());
        assertEquals(NOW + seconds(endsS), step.next().until());
        long due = step.next().wakeAt();
        assertEquals(
                List.of(new Effect.Send(600)), step.next().next(new Event.Tick(), due).effects());
    }

    /** Failure, and how long it waits at most (chance 1) before it tries again. */
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new Event.Unreachable("no answer", 1), 10),
                Arguments.of(new Event.Unreachable("no answer", 0), 5),
                Arguments.of(refused(500), 10),
                Arguments.of(refused(503), 10),
                Arguments.of(refused(408), 10),
                Arguments.of(refused(401), 600),
                Arguments.of(refused(403), 600),
                Arguments.of(refused(404), 600),
                Arguments.of(refused(603), 600),
                Arguments.of(new Event.Refused(503, "", OptionalInt.of(120), 1), 120),
                Arguments.of(new Event.Refused(503, "", OptionalInt.of(0), 1), 10),
                Arguments.of(new Event.Refused(403, "", OptionalInt.of(99_999), 1), 3_600),
                Arguments.of(accepted(0), 600),
                Arguments.of(new Event.TooBrief(OptionalInt.empty()), 600),
                Arguments.of(new Event.TooBrief(OptionalInt.of(600)), 600),
                Arguments.of(new Event.TooBrief(OptionalInt.of(90_000)), 600));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void itWaitsAfterAFailure(Event failure, long waitsS) {
        Registration.Step step = asking().next(failure, NOW);
        assertEquals(Phase.RESTING, step.next().phase());
        assertEquals(NOW + seconds(waitsS), step.next().wakeAt());
        assertTrue(step.effects().get(0) instanceof Effect.Lost);
        assertEquals(
                List.of(new Effect.Send(600)),
                step.next().next(new Event.Tick(), NOW + seconds(waitsS)).effects());
    }

    @Test
    void itWaitsTwiceAsLongEachTimeButNotForEver() {
        long[] expected = {10, 20, 40, 80, 160, 320, 600, 600};
        Registration registration = asking();
        long now = NOW;
        for (long waitsS : expected) {
            Registration after =
                    registration.next(new Event.Unreachable("no answer", 1), now).next();
            assertEquals(now + seconds(waitsS), after.wakeAt());
            now = after.wakeAt();
            registration = after.next(new Event.Tick(), now).next();
        }
        assertEquals(0, registration.next(accepted(600), now).next().failures());
    }

    @Test
    void tooBriefIsAskedForAtOnceWithTheLeastThatIsAllowed() {
        Registration.Step step = asking().next(new Event.TooBrief(OptionalInt.of(1800)), NOW);
        assertEquals(List.of(new Effect.Send(1800)), step.effects());
        assertEquals(
                NOW + seconds(1800),
                step.next().next(new Event.Accepted(OptionalInt.empty()), NOW).next().until());
    }

    @Test
    void whatWasGrantedStaysInForceWhileARefreshFails() {
        Registration held = held();
        long refresh = held.wakeAt();
        Registration asking = held.next(new Event.Tick(), refresh).next();
        Registration.Step failed = asking.next(new Event.Unreachable("no answer", 1), refresh);
        assertEquals(List.of(new Effect.Failed("no answer")), failed.effects());
        assertTrue(failed.next().isHeld());
        Registration.Step end = failed.next().next(new Event.Tick(), NOW + seconds(600));
        assertEquals(Phase.ASKING, end.next().phase(), "the retry was due before");
        Registration.Step lost = end.next().next(new Event.Tick(), NOW + seconds(600));
        assertEquals(List.of(new Effect.Lost("registration has run out")), lost.effects());
        assertEquals(Timing.NEVER, lost.next().until());
    }

    @Test
    void itEndsWhileItWaits() {
        Registration held = asking().next(accepted(60), NOW).next();
        Registration asking = held.next(new Event.Tick(), held.wakeAt()).next();
        Registration waits = asking.next(refused(403), NOW + seconds(31)).next();
        assertEquals(NOW + seconds(60), waits.wakeAt());
        Registration.Step lost = waits.next(new Event.Tick(), waits.wakeAt());
        assertEquals(List.of(new Effect.Lost("registration has run out")), lost.effects());
        assertEquals(NOW + seconds(631), lost.next().wakeAt());
    }

    @Test
    void itIsTakenBack() {
        Registration.Step leaving = held().next(new Event.Stop(), NOW);
        assertEquals(List.of(new Effect.Send(0)), leaving.effects());
        assertEquals(Phase.LEAVING, leaving.next().phase());
        assertEquals(Phase.OVER, leaving.next().next(accepted(0), NOW).next().phase());
        assertEquals(List.of(), leaving.next().next(new Event.Stop(), NOW).effects());
    }

    /** It may have come about all the same. */
    @Test
    void oneUnderWayIsTakenBackToo() {
        assertEquals(List.of(new Effect.Send(0)), asking().next(new Event.Stop(), NOW).effects());
    }

    @Test
    void whatNeverWasNeedsNoFarewell() {
        Registration.Step over =
                Registration.of(Duration.ofSeconds(600)).next(new Event.Stop(), NOW);
        assertEquals(List.of(), over.effects());
        assertEquals(Phase.OVER, over.next().phase());
        Registration failed = asking().next(refused(403), NOW).next();
        assertEquals(List.of(), failed.next(new Event.Stop(), NOW).effects());
    }

    @Test
    void itAsksAnewWhereSomethingChanged() {
        assertEquals(List.of(new Effect.Send(600)), held().next(new Event.Again(), NOW).effects());
    }
}
