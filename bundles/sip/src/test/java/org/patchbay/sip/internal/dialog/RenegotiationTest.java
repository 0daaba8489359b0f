package org.patchbay.sip.internal.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.sip.internal.dialog.Renegotiation.Effect;
import org.patchbay.sip.internal.dialog.Renegotiation.Event;

class RenegotiationTest {
    private static final long BACKOFF = 77;

    private static String play(String story) {
        Renegotiation machine = Renegotiation.stable();
        List<String> done = new ArrayList<>();
        for (String word : story.split(" ")) {
            Renegotiation.Step step = machine.next(event(word), 0, BACKOFF);
            machine = step.state();
            step.effects().forEach(e -> done.add(name(e)));
        }
        return (String.join(" ", done) + " > " + machine.state()).trim();
    }

    private static Event event(String word) {
        switch (word) {
            case "want":
                return new Event.WantOffer();
            case "peer":
                return new Event.PeerOffers();
            case "served":
                return new Event.PeerServed(false);
            case "offered":
                return new Event.PeerServed(true);
            case "ack":
                return new Event.AckWithAnswer();
            default:
                return new Event.Response(Integer.parseInt(word));
        }
    }

    private static String name(Effect effect) {
        if (effect instanceof Effect.Refuse) {
            return "refuse/" + ((Effect.Refuse) effect).status();
        }
        if (effect instanceof Effect.Rejected) {
            return "rejected/" + ((Effect.Rejected) effect).status();
        }
        return effect.getClass().getSimpleName();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "want 100 200          | SendOffer Accepted > STABLE",
                "want 488              | SendOffer rejected/488 > STABLE",
                "want 481              | SendOffer DialogGone > STABLE",
                "want 408              | SendOffer DialogGone > STABLE",
                "peer served           | TakeOffer > STABLE",
                "peer offered ack      | TakeOffer > STABLE",
                "peer offered          | TakeOffer > REMOTE_AWAITS_ACK",
                // both at once: glare (RFC 3261 section 14)
                "want peer             | SendOffer refuse/491 > LOCAL",
                "want 491              | SendOffer > LOCAL_LATER",
                "want 491 peer served  | SendOffer rejected/491 TakeOffer > STABLE",
                "peer peer             | TakeOffer refuse/500 > REMOTE",
                "peer offered peer     | TakeOffer refuse/491 > REMOTE_AWAITS_ACK",
                "peer want             | TakeOffer rejected/491 > REMOTE",
                "want want             | SendOffer rejected/491 > LOCAL",
                "want 200 200          | SendOffer Accepted > STABLE",
            })
    void tells(String story, String expected) {
        assertEquals(expected, play(story));
    }

    @Test
    void after491ItGoesAgainLater() {
        Renegotiation machine = Renegotiation.stable();
        machine = machine.next(new Event.WantOffer(), 0, BACKOFF).state();
        machine = machine.next(new Event.Response(491), 10, BACKOFF).state();
        assertEquals(10 + BACKOFF, machine.retryAt());
        assertTrue(machine.next(new Event.Tick(), 11, BACKOFF).effects().isEmpty());
        Renegotiation.Step step = machine.next(new Event.Tick(), 10 + BACKOFF, BACKOFF);
        assertEquals(List.of(new Effect.SendOffer()), step.effects());
    }

    @Test
    void whoMadeTheCallIdWaitsLonger() {
        assertEquals(2_100_000_000L, Renegotiation.backoff(true, 0));
        assertEquals(4_000_000_000L, Renegotiation.backoff(true, 1));
        assertEquals(0, Renegotiation.backoff(false, 0));
        assertEquals(2_000_000_000L, Renegotiation.backoff(false, 1));
    }
}
