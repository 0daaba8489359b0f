package org.patchbay.hub.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LineStates.Line;
import org.patchbay.call.api.LineStates.State;
import org.patchbay.call.api.Target;
import org.patchbay.hub.internal.event.EventLog;

class HouseLinesTest {
    private static final Target ANNA = Target.parse("device:1001");
    private static final CallId CALL = new CallId("call");
    private static final CallId ROOM = new CallId("room");
    private static final LegId LEG = new LegId("leg");
    private static final DisconnectCause OVER = DisconnectCause.of(DisconnectCause.Reason.NORMAL);

    private final EventLog log = new EventLog("boot", InstantSource.system());
    private final HouseLines lines = new HouseLines(log);

    private void added(CallId call, boolean incoming) {
        log.publish(new HouseEvent.LegAdded(call, LEG, incoming, ANNA.toString()));
    }

    private List<State> states() {
        return lines.lines(ANNA).stream().map(Line::state).toList();
    }

    @Test
    void aLineFollowsItsLeg() {
        assertEquals(List.of(), lines.lines(ANNA));
        added(CALL, false);
        assertEquals(List.of(new Line(LEG, false, State.TRYING)), lines.lines(ANNA));
        log.publish(new HouseEvent.LegRinging(CALL, LEG));
        assertEquals(List.of(State.RINGING), states());
        log.publish(new HouseEvent.LegAnswered(CALL, LEG));
        assertEquals(List.of(State.TALKING), states());
        log.publish(new HouseEvent.LegEarlyMedia(CALL, LEG));
        assertEquals(List.of(State.TALKING), states());
        log.publish(new HouseEvent.LegEnded(CALL, LEG, OVER));
        assertEquals(List.of(), states());
    }

    @Test
    void othersHaveTheirOwn() {
        added(CALL, true);
        assertEquals(List.of(), lines.lines(Target.parse("device:1002")));
        assertTrue(lines.lines(ANNA).get(0).outgoing());
    }

    @Test
    void aLegInARoomIsOneLine() {
        added(CALL, true);
        log.publish(new HouseEvent.LegAnswered(CALL, LEG));
        added(ROOM, true);
        assertEquals(List.of(State.TALKING), states());
        log.publish(new HouseEvent.LegEnded(ROOM, LEG, OVER));
        assertEquals(List.of(State.TALKING), states());
        log.publish(new HouseEvent.LegEnded(CALL, LEG, OVER));
        assertEquals(List.of(), states());
    }

    /** A phone that is registered from two places. */
    @Test
    void theBranchesOfADeviceAreItsLines() throws Exception {
        LinkedBlockingQueue<Optional<Target>> heard = new LinkedBlockingQueue<>();
        try (AutoCloseable listening = lines.onChange(heard::add)) {
            for (String branch : List.of("a", "b")) {
                LegId leg = new LegId(branch);
                log.publish(new HouseEvent.LegAdded(CALL, leg, false, ANNA + "#" + branch));
                log.publish(new HouseEvent.LegRinging(CALL, leg));
            }
            assertEquals(Optional.of(ANNA), heard.poll(5, TimeUnit.SECONDS));
        }
        assertEquals(List.of(State.RINGING, State.RINGING), states());
        log.publish(new HouseEvent.LegEnded(CALL, new LegId("a"), OVER));
        log.publish(new HouseEvent.LegAnswered(CALL, new LegId("b")));
        assertEquals(List.of(State.TALKING), states());
        log.publish(new HouseEvent.LegEnded(CALL, new LegId("b"), OVER));
        assertEquals(List.of(), states());
    }

    @Test
    void aListenerHearsWhoseLineChangedAndFindsItChanged() throws Exception {
        LinkedBlockingQueue<Optional<Target>> heard = new LinkedBlockingQueue<>();
        added(CALL, true);
        try (AutoCloseable listening = lines.onChange(heard::add)) {
            log.publish(new HouseEvent.DirectoryLoaded(1));
            log.publish(new HouseEvent.LegEnded(CALL, LEG, OVER));
            assertEquals(Optional.of(ANNA), heard.poll(5, TimeUnit.SECONDS));
            assertEquals(List.of(), states());
        }
    }

    @Test
    void whoLostChangesIsToldThatItMayBeAnybody() throws Exception {
        LinkedBlockingQueue<Optional<Target>> heard = new LinkedBlockingQueue<>();
        CountDownLatch slow = new CountDownLatch(1);
        try (AutoCloseable listening =
                lines.onChange(
                        whose -> {
                            heard.add(whose);
                            await(slow);
                        })) {
            for (int i = 0; i < 5000; i++) {
                added(new CallId("call-" + i), true);
            }
            slow.countDown();
            Optional<Target> whose = Optional.of(ANNA);
            while (whose.isPresent()) {
                whose = heard.poll(5, TimeUnit.SECONDS);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
