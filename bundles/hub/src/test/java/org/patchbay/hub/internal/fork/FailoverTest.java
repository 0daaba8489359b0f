package org.patchbay.hub.internal.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Target;
import org.patchbay.hub.internal.message.Branch;
import org.patchbay.hub.internal.message.Effect;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.message.TimerId;

/** One trunk after the other. */
class FailoverTest {
    private static final Fork.Shown SHOWN =
            new Fork.Shown(new Party("1001", ""), "102", Duration.ofSeconds(20));

    private static Fork start(String... targets) {
        List<List<Branch>> rounds = new ArrayList<>();
        for (String text : targets) {
            Target target = Target.parse(text);
            rounds.add(List.of(new Branch(new LegId(text), target, target, target)));
        }
        return Fork.start(SHOWN, new Message.Resolved(rounds, Optional.empty())).fork();
    }

    private static Fork.Step ends(Fork fork, String leg, DisconnectCause cause) {
        return fork.next(new Message.Ended(new LegId(leg), cause));
    }

    private static List<String> dialled(Fork.Step step) {
        return step.effects().stream()
                .filter(e -> e instanceof Effect.Dial)
                .map(e -> ((Effect.Dial) e).branch().target().toString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "300, false", "400, false", "401, true", "402, false", "403, false", "404, false",
        "407, true", "408, true", "410, false", "415, false", "480, false", "482, false",
        "483, false", "484, false", "486, false", "487, false", "488, false", "500, true",
        "501, true", "502, true", "503, true", "504, true", "580, true", "600, false",
        "603, false", "604, false", "606, false"
    })
    void theNextTrunkIsTriedWhereTheTrunkFailed(int status, boolean goesOn) {
        Fork fork = start("trunk:a/49", "trunk:b/49");
        DisconnectCause cause = DisconnectCause.ofSip(status, "");
        Fork.Step step = ends(fork, "trunk:a/49", cause);
        assertEquals(goesOn ? List.of("trunk:b/49") : List.of(), dialled(step));
        if (!goesOn) {
            assertEquals(List.of(new Fork.Signal.Lost(cause)), step.signals());
        }
    }

    /** What the edge says where nobody was there, or the trunk is known to be down. */
    @ParameterizedTest
    @CsvSource({"TIMEOUT", "UNAVAILABLE", "SERVER_ERROR"})
    void theNextTrunkIsTriedWhereThereIsNoWay(Reason reason) {
        Fork fork = start("trunk:a/49", "trunk:b/49");
        Fork.Step step = ends(fork, "trunk:a/49", DisconnectCause.of(reason));
        assertEquals(List.of("trunk:b/49"), dialled(step));
    }

    @Test
    void theCallerHearsTheLastOutcome() {
        Fork fork = start("trunk:a/49", "trunk:b/49", "trunk:c/49");
        Fork.Step second = ends(fork, "trunk:a/49", DisconnectCause.ofSip(408, ""));
        Fork.Step third = ends(second.fork(), "trunk:b/49", DisconnectCause.ofSip(500, ""));
        DisconnectCause last = DisconnectCause.ofSip(503, "");
        Fork.Step over = ends(third.fork(), "trunk:c/49", last);
        assertEquals(List.of(new Fork.Signal.Lost(last)), over.signals());
    }

    /** Who was rung for a whole round is not rung again by another way. */
    @Test
    void whoDoesNotAnswerIsNotRungOverTheNextTrunk() {
        Fork fork = start("trunk:a/49", "trunk:b/49", "device:1001");
        Fork.Step step = fork.next(new Message.Fired(TimerId.RING));
        assertEquals(List.of("device:1001"), dialled(step));
    }

    @Test
    void anotherNumberIsTriedWhateverBecameOfTheFirst() {
        Fork fork = start("trunk:a/49", "trunk:b/49", "trunk:a/50");
        Fork.Step step = ends(fork, "trunk:a/49", DisconnectCause.ofSip(486, ""));
        assertEquals(List.of("trunk:a/50"), dialled(step));
    }

    @Test
    void devicesInTheirOrderGoOnAsBefore() {
        Fork fork = start("device:1", "device:2");
        Fork.Step step = ends(fork, "device:1", DisconnectCause.ofSip(486, ""));
        assertEquals(List.of("device:2"), dialled(step));
        Fork.Step over = ends(step.fork(), "device:2", DisconnectCause.ofSip(503, ""));
        DisconnectCause best = ((Fork.Signal.Lost) over.signals().get(0)).cause();
        assertEquals(Reason.BUSY, best.reason());
        assertTrue(dialled(over).isEmpty());
    }
}
