package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.http.Problem;

class CommandsTest {
    private static final CallId CALL = new CallId("c1");
    private static final LegId LEG = new LegId("l1");

    private static CallCommand read(String body) {
        return Commands.read(
                CALL, new Ask(Optional.empty(), Map.of(), Map.of(), Json.object(body), ""));
    }

    @Test
    void every_command_about_a_call_can_be_said() {
        Set<Class<?>> said = new HashSet<>();
        Commands.ALL.forEach(c -> said.add(c.makes()));
        said.add(CallCommand.Originate.class); // POST /calls
        assertEquals(Set.of(CallCommand.class.getPermittedSubclasses()), said);
    }

    @Test
    void each_becomes_its_record() {
        assertEquals(
                new CallCommand.Hangup(CALL, Optional.empty()), read("{\"command\":\"hangup\"}"));
        assertEquals(
                new CallCommand.Hangup(CALL, Optional.of(LEG)),
                read("{\"command\":\"hangup-leg\",\"leg\":\"l1\"}"));
        assertEquals(
                new CallCommand.Transfer(CALL, LEG, new TransferTo.Number("1004")),
                read("{\"command\":\"transfer\",\"leg\":\"l1\",\"to\":\"1004\"}"));
        assertEquals(
                new CallCommand.Transfer(CALL, LEG, new TransferTo.SeatOf(new LegId("l9"))),
                read("{\"command\":\"transfer\",\"leg\":\"l1\",\"to\":\"leg:l9\"}"));
        assertEquals(
                new CallCommand.Move(CALL, LEG, new TransferTo.Number("8001")),
                read("{\"command\":\"move\",\"leg\":\"l1\",\"to\":\"8001\"}"));
        assertEquals(
                new CallCommand.Join(
                        CALL, LEG, new TransferTo.Somebody(new Target("user", "anna"))),
                read("{\"command\":\"join\",\"leg\":\"l1\",\"to\":\"user:anna\"}"));
        assertEquals(
                new CallCommand.Hold(CALL, LEG, true),
                read("{\"command\":\"hold\",\"leg\":\"l1\",\"on\":true}"));
        assertEquals(
                new CallCommand.Mute(CALL, LEG, false),
                read("{\"command\":\"mute\",\"leg\":\"l1\",\"on\":false}"));
        assertEquals(
                new CallCommand.Press(CALL, LEG, "1#"),
                read("{\"command\":\"press\",\"leg\":\"l1\",\"keys\":\"1#\"}"));
        assertEquals(
                new CallCommand.Kick(CALL, LEG), read("{\"command\":\"kick\",\"leg\":\"l1\"}"));
        assertEquals(new CallCommand.Lock(CALL, true), read("{\"command\":\"lock\",\"on\":true}"));
        assertEquals(
                new CallCommand.Listen(CALL, new Target("device", "1003")),
                read("{\"command\":\"listen\",\"by\":\"device:1003\"}"));
    }

    @Test
    void what_is_none_is_a_problem_and_nothing_else() {
        for (String body :
                List.of(
                        "{}",
                        "{\"command\":7}",
                        "{\"command\":\"explode\"}",
                        "{\"command\":\"hangup\",\"leg\":\"l1\"}",
                        "{\"command\":\"kick\",\"leg\":\"l1\",\"to\":\"8001\"}",
                        "{\"command\":\"hold\",\"leg\":\"l1\"}",
                        "{\"command\":\"hold\",\"leg\":\"l1\",\"on\":\"yes\"}",
                        "{\"command\":\"press\",\"leg\":\"l1\",\"keys\":\"12x\"}",
                        "{\"command\":\"join\",\"leg\":\"l1\",\"to\":\"leg:l2\"}",
                        "{\"command\":\"move\",\"leg\":\"l1\"}",
                        "{\"command\":\"move\",\"leg\":\"l1\",\"to\":\"leg:l2\"}",
                        "{\"command\":\"transfer\",\"leg\":\"l1\",\"to\":\":\"}",
                        "{\"command\":\"transfer\",\"leg\":\"l1\",\"to\":\""
                                + "1".repeat(200)
                                + "\"}",
                        "{\"command\":\"listen\",\"by\":3}",
                        "{\"command\":\"listen\",\"by\":\"1003\"}",
                        "{\"command\":\"kick\",\"leg\":[]}")) {
            assertThrows(Problem.class, () -> read(body), body);
        }
    }
}
