package org.patchbay.hub.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.hub.internal.part.Parts;
import org.patchbay.testkit.Eventually;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeLegProvider;
import org.patchbay.testkit.FakeMedia;

/** The hub with its real threads. */
class HubTest {
    private static final HubConfig CONFIG =
            new HubConfig() {
                @Override
                public int max$_$calls() {
                    return 1000;
                }

                @Override
                public int room$_$max$_$members() {
                    return 10;
                }

                @Override
                public int decide$_$timeout$_$ms() {
                    return 200;
                }

                @Override
                public int app$_$return$_$ms() {
                    return 1000;
                }

                @Override
                public int listen$_$notice$_$s() {
                    return 30;
                }

                @Override
                public int kept$_$after$_$end() {
                    return 100;
                }

                @Override
                public Class<? extends Annotation> annotationType() {
                    return HubConfig.class;
                }
            };

    private final Hub hub = new Hub();
    private final FakeMedia media = new FakeMedia();

    private FakeLeg offer(String called) {
        FakeLeg leg = FakeLeg.incoming(hub.newLegId(), "trunk:t");
        CallOffer offer =
                new CallOffer(
                        Optional.empty(), Optional.of("t"), Party.ANONYMOUS, called, List.of());
        return leg.attach(hub.offer(leg, offer));
    }

    private static long callThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("call-"))
                .count();
    }

    /** A framework in which nothing happens. */
    private static final BundleContext NOWHERE =
            (BundleContext)
                    Proxy.newProxyInstance(
                            HubTest.class.getClassLoader(),
                            new Class<?>[] {BundleContext.class},
                            (self, method, arguments) -> null);

    @Test
    void manyCallsOnRealThreadsAndNothingIsLeft() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        ConcurrentLinkedQueue<Long> numbers = new ConcurrentLinkedQueue<>();
        hub.setEngine(media);
        Parts parts = hub.parts();
        parts.add(new FakeLegProvider("device").onDial(FakeLeg::accept), "test");
        parts.add(new ToDevice(), "test");
        hub.activate(CONFIG, NOWHERE);
        hub.subscribe(
                event -> {
                    numbers.add(event.number());
                    if (event.event() instanceof HouseEvent.CallEnded) {
                        ended.incrementAndGet();
                    }
                },
                1_000_000);
        List<FakeLeg> callers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            callers.add(offer(Integer.toString(i)));
        }
        Eventually.holds(
                () ->
                        assertTrue(
                                hub.calls().stream().allMatch(c -> c.state().equals("TALKING"))
                                        && hub.calls().size() == 500));
        callers.subList(0, 250).forEach(leg -> leg.end(Reason.NORMAL));
        Eventually.holds(() -> assertEquals(250, ended.get()));
        assertEquals(250, hub.calls().size());
        hub.deactivate();
        assertEquals(0, hub.calls().size());
        assertEquals(List.of(), media.openMixes());
        callers.forEach(leg -> assertTrue(leg.ended()));
        assertEquals(0, callThreads());
        assertEquals(numbers.stream().sorted().toList(), List.copyOf(numbers));
        FakeLeg late = offer("1");
        assertTrue(!late.wasTold("answer"));
    }

    @Test
    void anAppThatBlocksHoldsUpNobodyElse() {
        hub.setEngine(media);
        Parts parts = hub.parts();
        parts.add(new FakeLegProvider("device").onDial(FakeLeg::accept), "test");
        parts.add(new Sleeper(), "test");
        parts.add(new ToDevice(), "test");
        hub.activate(CONFIG, NOWHERE);
        FakeLeg blocked = offer("sleep");
        FakeLeg free = offer("1");
        Eventually.holds(() -> assertTrue(free.wasTold("answer")));
        Eventually.holds(() -> assertTrue(blocked.wasTold("answer")));
        hub.deactivate();
        assertEquals(0, callThreads());
    }

    /** Everything to the device of that number. */
    private static final class ToDevice implements CallApp {
        @Override
        public String name() {
            return "to-device";
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            var target = new Target("device", call.called());
            var plan = Plan.Ring.all(List.of(target), Duration.ofSeconds(5));
            return CompletableFuture.completedFuture(new Decision.Follow(plan, "test", List.of()));
        }
    }

    /** Blocks its thread, as an app must not. */
    private static final class Sleeper implements CallApp {
        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public CompletionStage<Decision> decide(CallView call) {
            if (call.called().equals("sleep")) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return CompletableFuture.completedFuture(new Decision.NotMine());
        }
    }
}
