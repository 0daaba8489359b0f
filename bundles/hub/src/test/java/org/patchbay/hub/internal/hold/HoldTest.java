package org.patchbay.hub.internal.hold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.LegId;
import org.patchbay.hub.internal.message.Effect;

class HoldTest {
    private static final LegId A = new LegId("a");
    private static final LegId B = new LegId("b");
    private static final LegId C = new LegId("c");

    private Hold hold = Hold.NOBODY;
    private Map<LegId, Boolean> nowWaits = Map.of();

    private List<Effect> did(Hold.Step step) {
        hold = step.hold();
        nowWaits = step.nowWaits();
        return step.effects();
    }

    private List<Effect> talk() {
        List<Effect> effects = new ArrayList<>(did(hold.next(join(A))));
        effects.addAll(did(hold.next(join(B))));
        return effects;
    }

    private static Effect join(LegId leg) {
        return new Effect.JoinMix(leg);
    }

    private static Effect leave(LegId leg) {
        return new Effect.LeaveMix(leg);
    }

    private static Effect music(boolean on) {
        return new Effect.Music(on);
    }

    private static Effect tell(LegId leg, boolean waits) {
        return new Effect.HoldLeg(leg, waits);
    }

    @Test
    void withoutHoldEverythingPasses() {
        assertEquals(List.of(join(A), join(B)), talk());
        assertEquals(List.of(join(A)), did(hold.next(join(A))), "its media changed");
        Effect other = new Effect.Ringback(true);
        assertEquals(List.of(other), did(hold.next(other)));
        assertEquals(List.of(leave(A)), did(hold.next(leave(A))));
        assertEquals(List.of(), did(hold.gone(B)));
        assertEquals(Hold.NOBODY, hold);
    }

    @Test
    void whoHoldsIsOutAndTheOtherHearsMusicUntilItIsBack() {
        talk();
        assertEquals(List.of(leave(A), music(true)), did(hold.held(A, true)));
        assertEquals(List.of(), did(hold.held(A, true)), "held twice");
        assertEquals(List.of(), did(hold.next(join(A))), "whatever wants it in");
        assertEquals(List.of(join(B)), did(hold.next(join(B))));
        assertEquals(List.of(music(false), join(A)), did(hold.held(A, false)));
    }

    @Test
    void ofThreeWhoHoldsIsOutAndTheOthersTalkOn() {
        talk();
        did(hold.next(join(C)));
        assertEquals(List.of(leave(A)), did(hold.held(A, true)));
        assertEquals(List.of(join(A)), did(hold.held(A, false)));
        did(hold.held(A, true));
        assertEquals(List.of(music(true)), did(hold.gone(C)), "who is left waits");
        assertEquals(List.of(music(false), join(A)), did(hold.held(A, false)));
    }

    @Test
    void whereBothHoldNobodyHearsMusic() {
        talk();
        did(hold.held(A, true));
        assertEquals(List.of(leave(B), music(false)), did(hold.held(B, true)));
        assertEquals(List.of(music(true), join(A)), did(hold.held(A, false)));
        assertEquals(List.of(music(false), join(B)), did(hold.held(B, false)));
    }

    @Test
    void whoHeldBeforeItCameInComesInWhenItIsBack() {
        assertEquals(List.of(), did(hold.held(B, true)));
        assertEquals(List.of(join(A), music(true)), talk());
        assertEquals(List.of(music(false), join(B)), did(hold.held(B, false)));
    }

    @Test
    void whoIsPutOnHoldIsToldAndTheOtherIsOut() {
        talk();
        assertEquals(List.of(leave(A), music(true), tell(B, true)), did(hold.put(B, true)));
        assertEquals(Map.of(B, true), nowWaits);
        assertEquals("it is on hold already", hold.refuses(B, true).get());
        assertEquals("whom it talks to is on hold already", hold.refuses(A, true).get());
        assertEquals("it is not on hold", hold.refuses(A, false).get());
        assertTrue(hold.refuses(B, false).isEmpty());
        assertEquals(List.of(music(false), join(A), tell(B, false)), did(hold.put(B, false)));
        assertEquals(Map.of(B, false), nowWaits);
    }

    @Test
    void whoWaitsWaitsNoMoreWhenTheOtherLeaves() {
        talk();
        did(hold.put(B, true));
        assertEquals(List.of(leave(A), music(false), tell(B, false)), did(hold.next(leave(A))));
        talk();
        did(hold.put(B, true));
        assertEquals(List.of(music(false), tell(B, false)), did(hold.gone(A)));
        talk();
        did(hold.put(B, true));
        assertEquals(List.of(music(false), join(A)), did(hold.gone(B)), "nobody is left to tell");
        assertEquals(Map.of(), nowWaits);
    }

    @Test
    void onlyOneOfTwoIsPutOnHold() {
        did(hold.next(join(A)));
        assertTrue(hold.refuses(A, true).isPresent());
        did(hold.next(join(B)));
        assertTrue(hold.refuses(A, true).isEmpty());
        assertTrue(hold.refuses(C, true).isPresent());
        did(hold.next(join(C)));
        assertTrue(hold.refuses(A, true).isPresent());
    }

    @Test
    void whoMovesToARoomIsNoMatterOfTheMixAnyMore() {
        talk();
        did(hold.held(A, true));
        Effect seat = new Effect.TakeSeat("8001", A);
        assertEquals(List.of(seat, music(false)), did(hold.next(seat)));
    }

    /** Whatever comes in whatever order, the effects lead to what the state says. */
    @Test
    void theMixIsAlwaysWhatTheStateSays() {
        List<LegId> legs = List.of(A, B, C);
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            hold = Hold.NOBODY;
            Set<LegId> in = new LinkedHashSet<>();
            Set<LegId> told = new LinkedHashSet<>();
            boolean music = false;
            for (int i = 0; i < 60; i++) {
                LegId leg = legs.get(random.nextInt(3));
                boolean on = random.nextBoolean();
                int what = random.nextInt(5);
                List<Effect> effects =
                        what == 0
                                ? did(hold.held(leg, on))
                                : what == 1 && hold.refuses(leg, on).isEmpty()
                                        ? did(hold.put(leg, on))
                                        : what == 2
                                                ? did(hold.gone(leg))
                                                : what == 3
                                                        ? did(hold.next(leave(leg)))
                                                        : did(hold.next(join(leg)));
                if (what == 2) {
                    in.remove(leg);
                    told.remove(leg);
                }
                for (Effect effect : effects) {
                    if (effect instanceof Effect.JoinMix join) {
                        in.add(join.leg());
                    } else if (effect instanceof Effect.LeaveMix leave) {
                        in.remove(leave.leg());
                    } else if (effect instanceof Effect.Music m) {
                        assertTrue(music != m.on(), "seed " + seed);
                        music = m.on();
                    } else if (effect instanceof Effect.HoldLeg h) {
                        assertTrue(h.held() ? told.add(h.leg()) : told.remove(h.leg()));
                    }
                }
                assertEquals(hold.waiting(), told, "seed " + seed);
                assertTrue(hold.wanted().containsAll(in), "seed " + seed);
                for (LegId l : hold.wanted()) {
                    boolean away =
                            hold.holding().contains(l) || !told.isEmpty() && !told.contains(l);
                    assertEquals(!away, in.contains(l), "seed " + seed + " " + l);
                }
                boolean waited =
                        in.size() == 1 && hold.wanted().size() > 1; // two who are left talk
                assertEquals(waited, music, "seed " + seed);
            }
        }
    }
}
