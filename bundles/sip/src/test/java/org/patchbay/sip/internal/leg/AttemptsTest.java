package org.patchbay.sip.internal.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.sip.internal.dialog.Timing;
import org.patchbay.sip.internal.message.NextHop;

class AttemptsTest {
    private static final Duration FIVE = Duration.ofSeconds(5);

    private static NextHop hop(String transport, int port) {
        return new NextHop(transport, "192.0.2.1", port, "", "acme.test");
    }

    @Test
    void oneAfterTheOther() {
        Attempts attempts =
                new Attempts(hop("udp", 1), List.of(hop("udp", 2), hop("tls", 3)), FIVE);
        assertEquals(Optional.of(hop("udp", 2)), attempts.next());
        assertEquals(Optional.of(hop("tls", 3)), attempts.next());
        assertEquals(Optional.empty(), attempts.next());
    }

    @Test
    void whatWasSaidInSecretIsNotRepeatedAloud() {
        Attempts attempts =
                new Attempts(hop("tls", 1), List.of(hop("udp", 2), hop("tls", 3)), FIVE);
        assertEquals(Optional.of(hop("tls", 3)), attempts.next());
        assertEquals(Optional.empty(), attempts.next());
    }

    @Test
    void eachHasItsTimeToGiveASign() {
        Attempts attempts = new Attempts(hop("udp", 1), List.of(hop("udp", 2)), FIVE);
        assertFalse(attempts.isOverdue(1_000));
        attempts.sent(1_000);
        assertEquals(1_000 + FIVE.toNanos(), attempts.answerBy());
        assertFalse(attempts.isOverdue(1_000 + FIVE.toNanos() - 1));
        assertTrue(attempts.isOverdue(1_000 + FIVE.toNanos()));
        attempts.heard();
        assertEquals(Timing.NEVER, attempts.answerBy());
        attempts.sent(2_000);
        attempts.next();
        assertFalse(attempts.isOverdue(2_000 + FIVE.toNanos()), "not before it is sent");
    }

    @Test
    void withoutPatienceItIsTheProtocolThatGivesUp() {
        Attempts attempts = new Attempts(hop("udp", 1), List.of(), Duration.ZERO);
        attempts.sent(0);
        assertEquals(Timing.NEVER, attempts.answerBy());
    }
}
