package org.patchbay.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Target;

class FakesTest {
    private final List<String> events = new ArrayList<>();
    private final LegEvents sink =
            (LegEvents)
                    Proxy.newProxyInstance(
                            LegEvents.class.getClassLoader(),
                            new Class<?>[] {LegEvents.class},
                            (proxy, method, args) -> {
                                events.add(method.getName());
                                return null;
                            });

    @Test
    void aLegReportsItsEndOnce() {
        FakeLeg leg = FakeLeg.incoming(new LegId("l1"), "device:1001").attach(sink);
        leg.ring();
        leg.answer();
        leg.hangup(DisconnectCause.of(DisconnectCause.Reason.BUSY));
        leg.end(DisconnectCause.Reason.NORMAL);
        assertEquals(List.of("ended"), events);
        assertEquals(List.of("ring", "answer", "hangup BUSY"), leg.told());
        assertEquals(DisconnectCause.Reason.BUSY, leg.cause().orElseThrow().reason());
    }

    @Test
    void aProviderRemembersItsLegs() {
        FakeLegProvider provider = new FakeLegProvider("device").onDial(FakeLeg::ringing);
        Target target = Target.parse("device:1002");
        provider.dial(
                new DialRequest(
                        new CallId("c"),
                        new LegId("l"),
                        target,
                        Party.ANONYMOUS,
                        "1002",
                        List.of()),
                sink);
        provider.leg("1002").accept();
        assertEquals(List.of("ringing", "answered"), events);
        assertFalse(provider.unreachable(target).canReach(target));
        assertThrows(AssertionError.class, () -> provider.leg("1003"));
    }

    @Test
    void aMemberIsInOneMixAtATime() {
        FakeMedia media = new FakeMedia();
        var member = new FakeMedia.Member("m");
        var a = media.createMix("a");
        var b = media.createMix("b");
        a.join(member);
        b.join(member);
        assertFalse(a.has(member));
        assertEquals(b, media.mixOf(member).orElseThrow());
        a.close();
        assertEquals(List.of(b), media.openMixes());
        assertTrue(a.join(member).toCompletableFuture().isCompletedExceptionally());
    }

    @Test
    void aClockRunsWhatIsDueInItsOrder() {
        ManualClock clock = new ManualClock();
        List<String> ran = new ArrayList<>();
        clock.schedule(Duration.ofSeconds(2), () -> ran.add("late"));
        clock.schedule(
                Duration.ofSeconds(1),
                () -> {
                    ran.add("early at " + clock.nanos());
                    clock.schedule(Duration.ofMillis(500), () -> ran.add("between"));
                });
        clock.schedule(Duration.ofSeconds(1), () -> ran.add("never")).close();
        clock.advanceMillis(3000);
        assertEquals(List.of("early at 1000000000", "between", "late"), ran);
        assertEquals(0, clock.waiting());
        assertEquals(3_000_000_000L, clock.nanos());
    }

    @Test
    void eventuallyGivesTheLastFailure() {
        AtomicInteger tries = new AtomicInteger();
        Eventually.holds(() -> assertTrue(tries.incrementAndGet() > 3));
        AssertionError failure =
                assertThrows(
                        AssertionError.class,
                        () -> Eventually.holds(Duration.ofMillis(20), () -> assertEquals(1, 2)));
        assertTrue(failure.getMessage().startsWith("not within 20 ms"));
    }
}
