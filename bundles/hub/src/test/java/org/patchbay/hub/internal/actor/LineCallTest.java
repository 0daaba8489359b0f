package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LineStates.Line;
import org.patchbay.call.api.LineStates.State;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.hub.internal.line.HouseLines;
import org.patchbay.testkit.FakeLeg;

/** What a lamp shows of calls that do not stay as they began. */
class LineCallTest {
    private final SimHouse sim = new SimHouse();
    private final HouseLines lines = new HouseLines(sim.log);

    @AfterEach
    void everyLampIsOut() {
        sim.endsEmpty();
        for (int i = 1; i <= 4; i++) {
            shows("100" + i);
        }
    }

    private void shows(String device, State... states) {
        List<Line> now = lines.lines(Target.parse("device:" + device));
        assertEquals(List.of(states), now.stream().map(Line::state).toList(), device);
    }

    @Test
    void whoIsTransferredTalksAndWhoDidItDoesNot() {
        FakeLeg first = sim.call("1001", "102");
        FakeLeg by = sim.leg("1002");
        shows("1002", State.TRYING);
        sim.then(by::ringing);
        shows("1001", State.TRYING);
        shows("1002", State.RINGING);
        sim.then(by::accept);
        sim.then(() -> by.asksTransfer(new TransferTo.Number("103")));
        FakeLeg to = sim.leg("1003");
        sim.then(to::ringing);
        shows("1003", State.RINGING);
        sim.then(to::accept);
        shows("1001", State.TALKING);
        shows("1002");
        shows("1003", State.TALKING);
        sim.then(() -> first.end(Reason.NORMAL));
    }

    @Test
    void whoIsConnectedFromTwoCallsTalksInOne() {
        sim.call("1001", "102");
        FakeLeg by = sim.leg("1002");
        sim.then(by::accept);
        FakeLeg consults = sim.call("1002", "103");
        shows("1002", State.TALKING, State.TRYING);
        FakeLeg asked = sim.leg("1003");
        sim.then(asked::accept);
        sim.then(() -> by.asksTransfer(new TransferTo.SeatOf(consults.id())));
        shows("1001", State.TALKING);
        shows("1002");
        shows("1003", State.TALKING);
        sim.then(() -> asked.end(Reason.NORMAL));
    }

    @Test
    void ofTwoPlacesThatRingOneTalks() {
        Target anna = Target.parse("device:1002");
        sim.devices.branches(
                anna, List.of(Target.parse("device:1002#a"), Target.parse("device:1002#b")));
        FakeLeg first = sim.call("1001", "102");
        sim.then(() -> sim.devices.legs().forEach(FakeLeg::ringing));
        shows("1002", State.RINGING, State.RINGING);
        sim.then(() -> sim.devices.legs().get(1).accept());
        shows("1002", State.TALKING);
        sim.then(() -> first.end(Reason.NORMAL));
    }

    @Test
    void inARoomThereIsOneLine() {
        FakeLeg first = sim.call("1001", "8001");
        shows("1001", State.TALKING);
        FakeLeg second = sim.call("1002", "7000");
        shows("1002", State.TALKING);
        sim.then(() -> second.end(Reason.NORMAL));
        sim.then(() -> first.end(Reason.NORMAL));
    }
}
