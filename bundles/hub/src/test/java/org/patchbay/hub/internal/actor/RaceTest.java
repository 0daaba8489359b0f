package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.CallControl.Side;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeMedia;

/** Thousands of calls in which everything happens at a bad moment; nothing may be left of them. */
class RaceTest {
    private static final int SEEDS = 20;
    private static final int CALLS = 500;
    private static final Reason[] ENDS = {
        Reason.NORMAL, Reason.BUSY, Reason.DECLINED, Reason.NO_ANSWER, Reason.CANCELLED
    };

    private Random random;
    private SimHouse sim;
    private CallApp chaos = new ChaosApp();
    private final List<FakeLeg> up = new ArrayList<>();
    private final Set<LegId> added = new HashSet<>();
    private final Map<CallId, Set<LegId>> legs = new HashMap<>();
    private final Set<CallId> started = new HashSet<>();
    private final List<CallId> ids = new ArrayList<>();
    private final List<AssertionError> failures = new ArrayList<>();
    private final Set<CallId> over = new HashSet<>();
    private final List<CompletableFuture<?>> verbs = new ArrayList<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLeftOfCallsThatRace(long seed) {
        random = new Random(seed);
        sim = new SimHouse(seed);
        sim.onEvent(this::keep);
        sim.devices.onDial(this::meet);
        sim.parts.add(chaos, "chaos");
        for (int i = 0; i < CALLS; i++) {
            if (random.nextInt(10) == 0) {
                Target from = new Target("device", "100" + (1 + random.nextInt(9)));
                sim.house.execute(new CallCommand.Originate(from, number()));
            } else if (random.nextInt(10) == 0 && !up.isEmpty()) {
                LegId seat = up.get(random.nextInt(up.size())).id();
                meet(sim.offer("100" + (1 + random.nextInt(9)), number(), Optional.of(seat)));
            } else {
                meet(sim.offer("100" + (1 + random.nextInt(9)), number()));
            }
            for (int j = random.nextInt(12); j > 0; j--) {
                somethingHappens();
            }
        }
        sim.house.beginClose();
        for (int i = 0; i < 100; i++) {
            sim.threads.settle();
            somethingHappens();
        }
        sim.advance(Duration.ofSeconds(10));
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        failures.stream()
                .findFirst()
                .ifPresent(
                        failure -> {
                            throw failure;
                        });
        assertEquals(List.of(), sim.log.snapshot().calls());
        assertEquals(0, sim.house.callsUp());
        assertEquals(0, sim.house.roomsUp());
        assertEquals(0, sim.house.legsUp());
        assertEquals(List.of(), sim.media.openMixes());
        assertEquals(0, sim.clock.waiting());
        assertEquals(List.of(), sim.log.snapshot().calls());
        assertEquals(started, over);
        assertTrue(started.size() > CALLS / 2);
        assertEquals(0, verbs.stream().filter(verb -> !verb.isDone()).count());
        assertEquals(0, sim.media.players().stream().filter(p -> !p.over()).count());
        for (FakeLeg leg : sim.devices.legs()) {
            long hangups = leg.told().stream().filter(t -> t.startsWith("hangup")).count();
            assertTrue(hangups == 1 || hangups == 0 && leg.ended(), leg::toString);
        }
        up.addAll(sim.devices.legs());
        up.addAll(sim.legs());
        for (FakeLeg leg : up) {
            assertEquals(told(leg, "transfer begun"), finals(leg), leg::toString);
        }
        long early = sim.devices.legs().size();
        assertTrue(early > CALLS / 4, () -> "too tame: " + early);
    }

    private static long told(FakeLeg leg, String what) {
        return leg.told().stream().filter(what::equals).count();
    }

    /** Last words to a transfer that had begun. */
    private static long finals(FakeLeg leg) {
        boolean begun = false;
        long finals = 0;
        for (String word : leg.told()) {
            boolean last = word.startsWith("transfer done") || word.startsWith("transfer failed");
            finals += begun && last ? 1 : 0;
            begun = word.equals("transfer begun") || begun && !last;
        }
        return finals;
    }

    private void keep(HouseEvent event) {
        try {
            check(event);
        } catch (AssertionError e) {
            failures.add(e);
        }
    }

    /** Every event of a call lies between its start and its end, and each leg ends once. */
    private void check(HouseEvent event) {
        if (!(event instanceof HouseEvent.OfCall told)) {
            return;
        }
        CallId call = told.call();
        Set<LegId> its = legs.computeIfAbsent(call, c -> new HashSet<>());
        if (event instanceof HouseEvent.CallStarted) {
            assertTrue(started.add(call));
            ids.add(call);
        } else if (event instanceof HouseEvent.LegAdded leg) {
            assertTrue(its.add(leg.leg()));
            added.add(leg.leg());
        } else if (event instanceof HouseEvent.LegEnded leg) {
            assertTrue(its.remove(leg.leg()), () -> "ended twice: " + leg);
        } else if (event instanceof HouseEvent.CallEnded) {
            assertTrue(its.isEmpty(), () -> "legs without an end: " + its);
            assertTrue(over.add(call));
        }
        assertTrue(
                started.contains(call)
                        && (event instanceof HouseEvent.CallEnded || !over.contains(call)));
    }

    private void meet(FakeLeg leg) {
        if (random.nextInt(3) == 0) {
            leg.answersLater();
        }
        if (random.nextInt(20) == 0) {
            leg.endsLater();
        }
        up.add(leg);
    }

    private String number() {
        switch (random.nextInt(9)) {
            case 0:
                return "200";
            case 1:
                return "201";
            case 2:
                return "800" + random.nextInt(3);
            case 3:
                return "999";
            case 4:
                return "app";
            case 5:
                return random.nextBoolean() ? "7000" : "7100";
            default:
                return "10" + (1 + random.nextInt(9));
        }
    }

    private void somethingHappens() {
        int what = random.nextInt(31);
        if (what < 13) {
            sim.threads.runOne();
        } else if (what == 13) {
            sim.clock.advance(Duration.ofMillis(random.nextInt(4000)));
        } else if (what == 14) {
            FakeMedia.FakePlayer player = anyPlayer();
            if (player != null) {
                player.finish();
            }
        } else if (what == 15 && !started.isEmpty()) {
            CallId id = ids.get(random.nextInt(ids.size()));
            sim.house.execute(new CallCommand.Hangup(id, Optional.empty()));
        } else if (what == 16) {
            chaosIsReplaced();
        } else if (what < 19) {
            somebodyTransfers();
        } else if (what < 22) {
            somebodyCommands();
        } else if (what == 22) {
            somebodyKeepsOrder();
        } else if (!up.isEmpty()) {
            legDoes(up.get(random.nextInt(up.size())));
        }
    }

    /** Whatever the call is about; some of it three-way by then. */
    private void somebodyCommands() {
        List<CallSnapshot> calls = sim.log.snapshot().calls();
        if (calls.isEmpty() || calls.get(calls.size() - 1).legs().isEmpty()) {
            return;
        }
        CallSnapshot call = calls.get(random.nextInt(calls.size()));
        LegId leg =
                call.legs().stream()
                        .skip(random.nextInt(3))
                        .findFirst()
                        .map(LegSnapshot::id)
                        .orElse(new LegId("nobody"));
        TransferTo there = new TransferTo.Number(number());
        switch (random.nextInt(9)) {
            case 0:
                sim.house.execute(new CallCommand.Hold(call.id(), leg, random.nextBoolean()));
                break;
            case 1:
                sim.house.execute(new CallCommand.Press(call.id(), leg, "12"));
                break;
            case 2:
                sim.house.execute(new CallCommand.Hangup(call.id(), Optional.of(leg)));
                break;
            case 3, 4, 5:
                CallCommand move = new CallCommand.Move(call.id(), leg, there);
                verbs.add(sim.house.execute(move).toCompletableFuture());
                break;
            default:
                sim.house.execute(new CallCommand.Join(call.id(), leg, there));
        }
    }

    private void somebodyKeepsOrder() {
        sim.log.snapshot().calls().stream()
                .filter(call -> call.room().isPresent())
                .skip(random.nextInt(2))
                .findFirst()
                .ifPresent(
                        room -> {
                            LegId leg = room.legs().get(random.nextInt(room.legs().size())).id();
                            sim.house.execute(order(room.id(), leg));
                        });
    }

    private CallCommand order(CallId room, LegId leg) {
        return switch (random.nextInt(4)) {
            case 0 -> new CallCommand.Kick(room, leg);
            case 1 -> new CallCommand.Lock(room, random.nextBoolean());
            default -> new CallCommand.Mute(room, leg, random.nextBoolean());
        };
    }

    private void somebodyTransfers() {
        sim.log.snapshot().calls().stream()
                .filter(call -> call.state().equals("TALKING"))
                .skip(random.nextInt(3))
                .findFirst()
                .ifPresent(
                        call -> {
                            LegId by = call.legs().get(random.nextInt(call.legs().size())).id();
                            Target to = new Target("device", "100" + (1 + random.nextInt(9)));
                            sim.house.execute(new CallCommand.Transfer(call.id(), by, to));
                        });
    }

    /** As phones do it: by a number, or to the seat that any other leg has. */
    private void legTransfers(FakeLeg leg) {
        leg.asksTransfer(
                random.nextInt(3) > 0
                        ? new TransferTo.Number(number())
                        : new TransferTo.SeatOf(up.get(random.nextInt(up.size())).id()));
    }

    private void chaosIsReplaced() {
        sim.parts.stopped(chaos, 7);
        if (random.nextInt(4) > 0) {
            chaos = new ChaosApp();
            sim.parts.add(chaos, "chaos");
        }
    }

    private FakeMedia.FakePlayer anyPlayer() {
        List<FakeMedia.FakePlayer> players = sim.media.players();
        return players.isEmpty() ? null : players.get(random.nextInt(players.size()));
    }

    private void legDoes(FakeLeg leg) {
        int what = random.nextInt(14);
        if (what > 11) {
            legTransfers(leg);
        } else if (what < 2) {
            leg.end(ENDS[random.nextInt(ENDS.length)]);
            up.remove(leg);
        } else if (what == 2) {
            leg.ringing();
        } else if (what == 3) {
            leg.earlyMedia();
        } else if (what < 7) {
            leg.accept();
        } else if (what == 7) {
            leg.completeAnswer();
        } else if (what == 8) {
            leg.failAnswer(new IllegalStateException("not answered"));
        } else if (what == 9) {
            leg.completeProgress();
        } else if (what == 10) {
            leg.press('1', 100);
        } else {
            leg.changeMedia();
        }
    }

    /** Does a bit of everything. */
    private final class ChaosApp implements CallApp {
        @Override
        public String name() {
            return "chaos";
        }

        @Override
        public CompletableFuture<Decision> decide(CallView call) {
            switch (call.called().equals("app") ? 3 + random.nextInt(3) : random.nextInt(30)) {
                case 0:
                    throw new IllegalStateException("chaos");
                case 1:
                    return new CompletableFuture<>();
                case 2:
                    Plan again = new Plan.RunApp("chaos", Map.of());
                    return done(new Decision.Follow(again, "chaos", List.of()));
                case 3, 4, 5:
                    return done(new Decision.Drive(this::run, "chaos"));
                default:
                    return done(new Decision.NotMine());
            }
        }

        private CompletableFuture<Decision> done(Decision decision) {
            return CompletableFuture.completedFuture(decision);
        }

        private CompletableFuture<Void> run(CallControl call) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            step(call, done, 5);
            return done;
        }

        private void step(CallControl call, CompletableFuture<Void> done, int left) {
            if (left == 0) {
                done.complete(null);
                return;
            }
            CompletableFuture<?> verb = verb(call);
            verbs.add(verb);
            verb.whenComplete(
                    (value, error) -> {
                        if (error != null) {
                            done.completeExceptionally(error);
                        } else {
                            step(call, done, left - 1);
                        }
                    });
        }

        private CompletableFuture<?> verb(CallControl call) {
            Plan.Ring ring = Plan.Ring.all(List.of(Target.parse("user:u5")), Duration.ofSeconds(5));
            var beep = new MediaEngine.Tone(List.of(440.0), -20, 200);
            switch (random.nextInt(13)) {
                case 10:
                    verbs.add(call.dial(ring).toCompletableFuture());
                    return call.pause(Duration.ofMillis(900)).toCompletableFuture();
                case 11:
                    Plan.Ring third = Plan.Ring.all(ring.targets(), Duration.ofSeconds(2));
                    return call.join(third).exceptionally(e -> null).toCompletableFuture();
                case 12:
                    return moves(call).exceptionally(e -> null).toCompletableFuture();
                case 0:
                    return call.ring().toCompletableFuture();
                case 1, 2:
                    return call.answer().toCompletableFuture();
                case 3:
                    return call.play(Path.of("x.wav")).toCompletableFuture();
                case 4:
                    return call.tone(List.of(beep)).toCompletableFuture();
                case 5:
                    return call.collect(2, "#", Duration.ofSeconds(2)).toCompletableFuture();
                case 6:
                    return call.echo(Duration.ofSeconds(3)).toCompletableFuture();
                case 7:
                    return call.pause(Duration.ofMillis(500)).toCompletableFuture();
                case 8:
                    return call.dial(ring).toCompletableFuture();
                default:
                    return call.passTo(random.nextBoolean() ? ring : new Plan.JoinRoom("8001"))
                            .toCompletableFuture();
            }
        }

        private CompletionStage<Void> moves(CallControl call) {
            Side who = Side.values()[random.nextInt(3)];
            switch (random.nextInt(5)) {
                case 0:
                    return call.hold(who);
                case 1:
                    return call.resume(who);
                case 2:
                    return call.press(who, "7");
                case 3:
                    return call.drop(who);
                default:
                    return call.transfer(new TransferTo.Number(number()), who);
            }
        }
    }
}
