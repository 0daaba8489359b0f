package org.patchbay.sip.internal.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.sip.internal.dialog.UacInvite.Effect;
import org.patchbay.sip.internal.dialog.UacInvite.Event;

class UacInviteTest {
    /** Plays a story: {@code 180/a} is a provisional of tag a, {@code 200/a} a success. */
    private static String play(String story) {
        UacInvite machine = UacInvite.begin();
        List<String> done = new ArrayList<>();
        for (String word : story.split(" ")) {
            UacInvite.Step step = machine.next(event(word), 0);
            machine = step.state();
            step.effects().forEach(e -> done.add(name(e)));
        }
        return String.join(" ", done) + " > " + machine.state();
    }

    private static Event event(String word) {
        String[] parts = (word + "/").split("/", 2);
        String tag = parts[1].replace("/", "");
        if (word.equals("hangup")) {
            return new Event.HangUp();
        }
        if (word.equals("timeout")) {
            return new Event.NoResponse();
        }
        if (word.equals("again")) {
            return new Event.SentAgain();
        }
        int status = Integer.parseInt(parts[0]);
        if (status < 200) {
            return new Event.Provisional(status, tag);
        }
        return status < 300 ? new Event.Success(tag) : new Event.Failure(status);
    }

    private static String name(Effect effect) {
        if (effect instanceof Effect.SendAck) {
            return "ACK/" + ((Effect.SendAck) effect).tag();
        }
        if (effect instanceof Effect.SendBye) {
            return "BYE/" + ((Effect.SendBye) effect).tag();
        }
        if (effect instanceof Effect.Answered) {
            return "answered/" + ((Effect.Answered) effect).tag();
        }
        if (effect instanceof Effect.Early) {
            return "early/" + ((Effect.Early) effect).tag();
        }
        if (effect instanceof Effect.Refused) {
            return "refused/" + ((Effect.Refused) effect).status();
        }
        return effect instanceof Effect.SendCancel ? "CANCEL" : effect.getClass().getSimpleName();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 180/a 200/a            | early/a ACK/a answered/a > ANSWERED",
                "200/a                      | ACK/a answered/a > ANSWERED",
                "180/a 183/b 200/b          | early/a early/b ACK/b answered/b > ANSWERED",
                "180/a 486                  | early/a refused/486 > ENDED",
                "timeout                    | Unreachable > ENDED",
                // every 2xx is acknowledged, each time it comes
                "200/a 200/a                | ACK/a answered/a ACK/a > ANSWERED",
                // another fork answered too: it is ended, once
                "200/a 200/b 200/b          | ACK/a answered/a ACK/b BYE/b ACK/b > ANSWERED",
                // no CANCEL before a provisional response (RFC 3261 section 9.1)
                "hangup                     | > WAITING",
                "hangup 100                 | CANCEL > CANCELLING",
                "hangup 180/a 487           | CANCEL > ENDED",
                "180/a hangup 180/a 487     | early/a CANCEL > ENDED",
                "180/a hangup hangup        | early/a CANCEL > CANCELLING",
                // the 200 crosses the CANCEL
                "180/a hangup 200/a         | early/a CANCEL ACK/a BYE/a > ENDED",
                "180/a hangup 200/a 200/a   | early/a CANCEL ACK/a BYE/a ACK/a > ENDED",
                "180/a hangup 200/a 200/b   | early/a CANCEL ACK/a BYE/a ACK/b BYE/b > ENDED",
                "hangup 200/a               | ACK/a BYE/a > ENDED",
                // refused anyway, or nobody there
                "hangup 486                 | > ENDED",
                "hangup timeout             | > ENDED",
                // challenged and sent again
                "100 again 180/a 200/a      | early/a ACK/a answered/a > ANSWERED",
                "100 again hangup           | > WAITING",
                "486 180/a 486              | refused/486 > ENDED",
            })
    void tells(String story, String expected) {
        assertEquals(expected.trim(), play(story).trim());
    }

    @Test
    void aCancelledInviteWithoutFinalResponseIsGivenUpAfter64T1() {
        UacInvite machine = UacInvite.begin();
        machine = machine.next(new Event.Provisional(180, "a"), 0).state();
        machine = machine.next(new Event.HangUp(), 5).state();
        assertEquals(5 + Timing.T1_64, machine.wakeAt());
        assertTrue(machine.next(new Event.Tick(), 6).effects().isEmpty());
        UacInvite.Step step = machine.next(new Event.Tick(), machine.wakeAt());
        assertEquals(List.of(new Effect.Abandon()), step.effects());
        assertEquals(UacInvite.State.ENDED, step.state().state());
    }

    @Test
    void aFloodOfForksIsNotRemembered() {
        UacInvite machine = UacInvite.begin().next(new Event.Success("a"), 0).state();
        for (int i = 0; i < 1000; i++) {
            machine = machine.next(new Event.Success("fork" + i), 0).state();
        }
        assertTrue(machine.strangers().size() <= 16);
    }
}
