package org.patchbay.media.internal.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** RFC 3550 A.1, A.3, A.8. */
class RtpSourceTest {
    private final RtpSource source = new RtpSource();
    private final RtpPacket packet = new RtpPacket();
    private final byte[] bytes = new byte[12];

    private boolean take(int sequence, long timestamp, int ssrc, long ms) {
        RtpPacket.writeHeader(bytes, 0, false, sequence, timestamp, ssrc);
        assertTrue(packet.read(bytes, 12));
        return source.packet(packet, 8000, ms * 1_000_000);
    }

    @Test
    void countsLossAcrossTheWrap() {
        for (int i = 0; i < 100; i++) {
            if (i % 10 != 5) {
                assertTrue(take(65_490 + i & 0xFFFF, i * 160L, 1, i * 20L));
            }
        }
        assertEquals(90, source.received());
        assertEquals(10, source.lost());
        assertEquals(65_490 + 99, source.highestSequence());
        assertEquals(10 * 256 / 100, source.fractionLost());
        assertEquals(0, source.fractionLost(), "a new interval has begun");
    }

    @Test
    void latePacketsAreNotLost() {
        take(10, 0, 1, 0);
        take(12, 320, 1, 40);
        assertEquals(1, source.lost());
        assertTrue(take(11, 160, 1, 41));
        assertEquals(0, source.lost());
        assertEquals(12, source.highestSequence());
    }

    @Test
    void aJumpNeedsASecondPacket() {
        take(10, 0, 1, 0);
        assertFalse(take(30_000, 0, 1, 20), "alone it may be anything");
        assertTrue(take(11, 160, 1, 21));
        assertFalse(take(40_000, 0, 1, 40));
        assertTrue(take(40_001, 160, 1, 60), "two in a row are a restart");
        assertTrue(take(40_002, 320, 1, 80));
        assertEquals(0, source.lost());
        assertEquals(4, source.received());
    }

    @Test
    void anotherSourceBeginsAnewButTotalsStay() {
        take(10, 0, 1, 0);
        take(12, 320, 1, 40);
        take(5000, 0, 2, 60);
        take(5001, 160, 2, 80);
        assertEquals(2, source.ssrc());
        assertEquals(4, source.received());
        assertEquals(1, source.lost());
        assertEquals(0, source.cumulativeLost());
    }

    @Test
    void jitterIsThatOfTheStandard() {
        // Every other packet is 5 ms late: |D| is 40 units each time, which J approaches.
        for (int i = 0; i < 400; i++) {
            take(i, i * 160L, 1, i * 20L + i % 2 * 5);
        }
        assertEquals(5, source.jitterMs(), 0.1);
    }
}
