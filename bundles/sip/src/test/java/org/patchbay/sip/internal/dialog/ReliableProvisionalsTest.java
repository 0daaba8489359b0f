package org.patchbay.sip.internal.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.sip.internal.dialog.ReliableProvisionals.Effect;
import org.patchbay.sip.internal.dialog.ReliableProvisionals.Event;

class ReliableProvisionalsTest {
    private static final long FIRST = 100;

    /** Each word is a status to send, {@code ack/RSEQ}, or {@code tick/MS}. */
    private static String play(String story) {
        ReliableProvisionals machine = ReliableProvisionals.begin(FIRST);
        List<String> done = new ArrayList<>();
        long now = 0;
        for (String word : story.split(" ")) {
            String[] parts = word.split("/");
            Event event;
            if (parts[0].equals("ack")) {
                event = new Event.Prack(Long.parseLong(parts[1]));
            } else if (parts[0].equals("tick")) {
                now = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(parts[1]));
                event = new Event.Tick();
            } else {
                event = new Event.Progress(Integer.parseInt(parts[0]));
            }
            ReliableProvisionals.Step step = machine.next(event, now);
            machine = step.state();
            step.effects().forEach(e -> done.add(name(e)));
        }
        return String.join(" ", done) + " > " + (machine.isOpen() ? "open" : "done");
    }

    private static String name(Effect effect) {
        if (effect instanceof Effect.Send send) {
            return send.status() + "/" + send.rseq();
        }
        if (effect instanceof Effect.AnswerPrack answer) {
            return "answer/" + answer.status();
        }
        return effect instanceof Effect.SendAgain ? "again" : "give-up";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "183                               | 183/100 > open",
                "183 ack/100                       | 183/100 answer/200 > done",
                "183 ack/99                        | 183/100 answer/481 > open",
                "183 ack/100 ack/100               | 183/100 answer/200 answer/481 > done",
                "ack/100                           | answer/481 > done",
                // one at a time (section 3)
                "180 183                           | 180/100 > open",
                "180 183 ack/100                   | 180/100 answer/200 183/101 > open",
                "180 183 ack/100 ack/101           | 180/100 answer/200 183/101 answer/200 > done",
                "180 180 ack/100                   | 180/100 answer/200 > done",
                "180 183 183 ack/100 ack/101       | 180/100 answer/200 183/101 answer/200 > done",
                "180 ack/100 183                   | 180/100 answer/200 183/101 > open",
                // again after T1, twice as long each time, without end at T2
                "183 tick/499                      | 183/100 > open",
                "183 tick/500 tick/501             | 183/100 again > open",
                "183 tick/500 tick/1500 tick/3500  | 183/100 again again again > open",
                "183 tick/500 tick/1499            | 183/100 again > open",
                "183 tick/31999                    | 183/100 again > open",
                "183 tick/32000                    | 183/100 give-up > done",
                "183 tick/500 ack/100 tick/1500    | 183/100 again answer/200 > done",
                "tick/40000                        | > done",
            })
    void tells(String story, String expected) {
        assertEquals(expected, play(story).trim());
    }

    @Test
    void whatWaitsIsBounded() {
        ReliableProvisionals machine = ReliableProvisionals.begin(FIRST);
        for (int i = 0; i < 1_000; i++) {
            machine = machine.next(new Event.Progress(180 + i % 2), 0).state();
        }
        assertEquals(8, machine.waiting().size());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, true", "0, 4294967295, true", "0, 0, false", "0, 4294967296, false",
        "7, 8, true", "7, 7, false", "7, 6, false", "7, 9, false"
    })
    void theFarSidesCountOnceAndInTheirOrder(long last, long rseq, boolean next) {
        assertEquals(next, new ReliableOrder(last).isNext(rseq));
    }
}
