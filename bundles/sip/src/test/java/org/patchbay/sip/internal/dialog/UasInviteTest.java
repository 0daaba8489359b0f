package org.patchbay.sip.internal.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.sip.internal.dialog.UasInvite.Effect;
import org.patchbay.sip.internal.dialog.UasInvite.Event;
import org.patchbay.sip.internal.dialog.UasInvite.State;

class UasInviteTest {
    private static final long SECOND = 1_000_000_000L;

    /** Plays a story and says what was done and where it ended. */
    private static String play(String story) {
        UasInvite machine = UasInvite.begin();
        List<String> done = new ArrayList<>();
        for (String word : story.split(" ")) {
            UasInvite.Step step = machine.next(event(word), 0);
            machine = step.state();
            step.effects().forEach(e -> done.add(name(e)));
        }
        return String.join(" ", done) + " > " + machine.state();
    }

    private static Event event(String word) {
        switch (word) {
            case "ring":
                return new Event.Progress(180);
            case "accept":
                return new Event.Accept();
            case "reject":
                return new Event.Reject(486);
            case "hangup":
                return new Event.HangUp(480);
            case "again":
                return new Event.Repeated();
            case "cancel":
                return new Event.Cancel();
            case "ack":
                return new Event.Ack();
            case "bye":
                return new Event.Bye();
            default:
                throw new IllegalArgumentException(word);
        }
    }

    private static String name(Effect effect) {
        if (effect instanceof Effect.SendFailure) {
            return "" + ((Effect.SendFailure) effect).status();
        }
        if (effect instanceof Effect.SendProvisional) {
            return "" + ((Effect.SendProvisional) effect).status();
        }
        return effect.getClass().getSimpleName();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ring accept ack            | 180 SendOk Acknowledged > CONFIRMED",
                "ring reject                | 180 486 > ENDED",
                "ring hangup                | 180 480 > ENDED",
                "ring cancel                | 180 AnswerCancel 487 Cancelled > ENDED",
                // the CANCEL lost the race: it is answered and changes nothing
                "accept cancel ack          | SendOk AnswerCancel Acknowledged > CONFIRMED",
                // and the answer lost the race: nothing more is sent
                "cancel accept              | AnswerCancel 487 Cancelled > ENDED",
                "cancel cancel              | AnswerCancel 487 Cancelled AnswerCancel > ENDED",
                // the INVITE again, before and after the 200
                "ring again accept again    | 180 SendOk SendOkAgain > ACCEPTED",
                // ACK again: told once
                "accept ack ack             | SendOk Acknowledged > CONFIRMED",
                // no BYE before the ACK (RFC 3261 section 15)
                "accept hangup              | SendOk > ACCEPTED",
                "accept hangup ack          | SendOk SendBye > ENDED",
                "accept hangup bye          | SendOk > ENDED",
                "accept ack hangup          | SendOk Acknowledged SendBye > ENDED",
                "accept ack bye hangup      | SendOk Acknowledged > ENDED",
                // a BYE that overtook the ACK
                "accept bye ack             | SendOk > ENDED",
                "ring bye                   | 180 487 Cancelled > ENDED",
                "reject ack accept          | 486 > ENDED",
            })
    void tells(String story, String expected) {
        assertEquals(expected, play(story));
    }

    @Test
    void okIsRepeatedAtT1DoubledUpToT2AndGivenUpAfter64T1() {
        UasInvite machine = UasInvite.begin().next(new Event.Accept(), 0).state();
        List<Long> sentMs = new ArrayList<>();
        List<Effect> last = List.of();
        while (machine.wakeAt() != Timing.NEVER) {
            long at = machine.wakeAt();
            UasInvite.Step step = machine.next(new Event.Tick(), at);
            machine = step.state();
            last = step.effects();
            if (last.contains(new Effect.SendOkAgain())) {
                sentMs.add(at / 1_000_000);
            }
        }
        assertEquals(
                List.of(500L, 1500L, 3500L, 7500L, 11500L, 15500L, 19500L, 23500L, 27500L, 31500L),
                sentMs);
        assertEquals(List.of(new Effect.SendBye(), new Effect.NoAck()), last);
        assertEquals(State.ENDED, machine.state());
    }

    @Test
    void anEarlyTickDoesNothing() {
        UasInvite machine = UasInvite.begin().next(new Event.Accept(), SECOND).state();
        UasInvite.Step step = machine.next(new Event.Tick(), SECOND + 1);
        assertTrue(step.effects().isEmpty());
        assertEquals(machine, step.state());
    }

    @Test
    void afterTheAckNothingIsDue() {
        UasInvite machine = UasInvite.begin().next(new Event.Accept(), 0).state();
        assertEquals(Timing.NEVER, machine.next(new Event.Ack(), 1).state().wakeAt());
    }
}
