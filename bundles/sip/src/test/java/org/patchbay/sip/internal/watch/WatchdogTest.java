package org.patchbay.sip.internal.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.sip.internal.watch.Watchdog.Effect;
import org.patchbay.sip.internal.watch.Watchdog.Event;

class WatchdogTest {
    private static final int MOST = 3;
    private static final Event ANSWERED = new Event.Answered();
    private static final Event SILENT = new Event.Silent(false);
    private static final Event BEHIND = new Event.Silent(true);

    private Watchdog dog = Watchdog.begin();

    private List<Effect> after(long now, Event... events) {
        List<Effect> effects = new ArrayList<>();
        for (Event event : events) {
            Watchdog.Step step = dog.next(event, MOST, now);
            dog = step.state();
            effects.addAll(step.effects());
        }
        return effects;
    }

    @Test
    void fewerThanThatManyAreNothing() {
        assertEquals(List.of(), after(0, SILENT, SILENT, ANSWERED, SILENT, SILENT));
        assertEquals(2, dog.failures());
    }

    @Test
    void thatManyInARowAlarmAndRestart() {
        List<Effect> effects = after(0, SILENT, SILENT, SILENT);
        assertEquals(List.of(new Effect.Alarm(3, false), new Effect.Restart()), effects);
        assertEquals(1, dog.restarts());
        assertEquals(List.of(new Effect.Recovered()), after(1, ANSWERED));
        assertEquals(List.of(), after(1, ANSWERED));
        assertEquals(0, dog.failures());
    }

    @Test
    void whatARestartDidNotMendIsNotRestartedAgainSoSoon() {
        after(1_000, SILENT, SILENT, SILENT);
        assertEquals(List.of(new Effect.Alarm(6, false)), after(2_000, SILENT, SILENT, SILENT));
        long later = 1_000 + Watchdog.RESTART_AGAIN_NANOS;
        assertEquals(
                List.of(new Effect.Alarm(9, false), new Effect.Restart()),
                after(later, SILENT, SILENT, SILENT));
        assertEquals(2, dog.restarts());
    }

    @Test
    void anOverloadedServerIsNotRestarted() {
        assertEquals(List.of(new Effect.Alarm(3, true)), after(0, SILENT, SILENT, BEHIND));
        assertEquals(0, dog.restarts());
    }
}
