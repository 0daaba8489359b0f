package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Target;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeMedia;

/** Who holds, who waits, and what they hear. */
class HoldCallTest {
    private final SimHouse sim = new SimHouse();
    private FakeLeg caller;
    private FakeLeg callee;

    @AfterEach
    void nothingIsLeft() {
        sim.house.beginClose();
        sim.threads.settle();
        sim.advance(Duration.ofSeconds(6));
        sim.endsEmpty();
        assertTrue(sim.media.players().stream().allMatch(FakeMedia.FakePlayer::over));
    }

    private void talk() {
        caller = sim.call("1001", "102");
        callee = sim.leg("1002");
        sim.then(callee::accept);
    }

    private CallId call() {
        return sim.log.snapshot().calls().get(0).id();
    }

    private CommandResult hold(LegId leg, boolean held) {
        CompletableFuture<CommandResult> result =
                sim.house.execute(new CallCommand.Hold(call(), leg, held)).toCompletableFuture();
        sim.threads.settle();
        return result.join();
    }

    private boolean hears(FakeLeg leg) {
        return sim.media.mixOf(leg.media().orElseThrow()).isPresent();
    }

    /** Music that plays in a mix now. */
    private long music() {
        return sim.media.players().stream()
                .filter(p -> p.what().equals("music") && sim.media.mixOf(p).isPresent())
                .count();
    }

    @Test
    void whoHoldsIsOutOfTheMixAndTheOtherHearsMusic() {
        talk();
        sim.then(() -> caller.holdFromFarSide(true));
        assertFalse(hears(caller));
        assertTrue(hears(callee));
        assertEquals(1, music());
        sim.then(() -> callee.holdFromFarSide(true));
        assertEquals(0, music(), "nobody hears it");
        sim.then(() -> callee.holdFromFarSide(false));
        sim.then(() -> caller.holdFromFarSide(false));
        assertTrue(hears(caller) && hears(callee));
        assertEquals(0, music());
        assertEquals(4, sim.events(HouseEvent.LegHeld.class).size());
    }

    @Test
    void aCallThatEndsOnHoldLeavesNoMusic() {
        talk();
        sim.then(() -> callee.holdFromFarSide(true));
        assertEquals(1, music());
        sim.then(() -> caller.end(Reason.NORMAL));
        assertTrue(callee.ended());
        assertEquals(0, music());
    }

    @Test
    void whoIsPutOnHoldIsToldAndHearsMusic() {
        talk();
        assertEquals(new CommandResult.Done(call()), hold(callee.id(), true));
        assertTrue(callee.wasTold("hold"));
        assertTrue(hears(callee));
        assertFalse(hears(caller), "nor does the other hear it");
        assertEquals(1, music());
        assertTrue(hold(callee.id(), true) instanceof CommandResult.Refused);
        assertTrue(hold(caller.id(), true) instanceof CommandResult.Refused);
        assertTrue(hold(new LegId("nobody"), true) instanceof CommandResult.Refused);
        assertEquals(new CommandResult.Done(call()), hold(callee.id(), false));
        assertTrue(callee.wasTold("resume"));
        assertTrue(hears(caller) && hears(callee));
        assertEquals(0, music());
        assertEquals(
                List.of(true, false),
                sim.events(HouseEvent.LegWaits.class).stream()
                        .map(HouseEvent.LegWaits::waits)
                        .toList());
    }

    @Test
    void onlyOneOfTwoWhoTalkIsPutOnHold() {
        caller = sim.call("1001", "102");
        assertTrue(hold(caller.id(), true) instanceof CommandResult.Refused);
        assertFalse(caller.wasTold("hold"));
    }

    /** Who gives the call away held it first, as phones do: then the other hears it ring. */
    @Test
    void whoIsGivenAwayHearsNoMusicAnyMore() {
        talk();
        sim.then(() -> callee.holdFromFarSide(true));
        sim.house.execute(
                new CallCommand.Transfer(call(), callee.id(), Target.parse("device:1003")));
        sim.threads.settle();
        assertEquals(0, music());
        FakeLeg third = sim.leg("1003");
        sim.then(third::ringing);
        assertEquals(2, sim.media.mixOf(caller.media().get()).get().members().size());
        sim.then(() -> third.end(Reason.BUSY));
        assertEquals(1, music(), "it is back, and still holds");
        sim.then(() -> callee.holdFromFarSide(false));
        assertTrue(hears(caller) && hears(callee));
        assertEquals(0, music());
    }

    @Test
    void inARoomWhoHoldsIsNotHeardAndNobodyHearsMusic() {
        FakeLeg first = sim.call("1001", "8001");
        FakeLeg second = sim.call("1002", "8001");
        sim.then(() -> first.holdFromFarSide(true));
        assertFalse(hears(first));
        assertTrue(hears(second));
        sim.then(first::changeMedia);
        assertFalse(hears(first), "new media of who holds");
        assertEquals(0, music());
        sim.then(() -> first.holdFromFarSide(false));
        assertTrue(hears(first));
        assertTrue(sim.media.players().isEmpty());
    }

    @Test
    void whoHoldsOnTheWayIntoARoomComesInWhenItIsBack() {
        FakeLeg caller = sim.offer("1001", "8001").answersLater();
        sim.threads.settle();
        sim.then(() -> caller.holdFromFarSide(true));
        sim.then(caller::completeAnswer);
        assertFalse(hears(caller));
        sim.then(() -> caller.holdFromFarSide(false));
        assertTrue(hears(caller));
    }
}
