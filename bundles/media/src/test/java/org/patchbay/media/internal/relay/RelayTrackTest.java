package org.patchbay.media.internal.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.patchbay.media.internal.rtp.RtpOut;
import org.patchbay.media.internal.rtp.RtpPacket;

class RelayTrackTest {
    private final RtpOut out = new RtpOut(new Random(5), 8000);
    private final RelayTrack track = new RelayTrack();
    private final RtpPacket packet = new RtpPacket();

    private boolean map(int sequence, long timestamp, int ssrc, long ms) {
        return map(sequence, timestamp, ssrc, ms, 20);
    }

    private boolean map(int sequence, long timestamp, int ssrc, long ms, int packetMs) {
        byte[] b = new byte[12];
        RtpPacket.writeHeader(b, 0, false, sequence, timestamp, ssrc);
        packet.read(b, 12);
        return track.map(packet, packetMs, out, ms * 1_000_000);
    }

    @Test
    void goesOnWhereTheMixWas() {
        out.advance(1, 0);
        int sequence = out.nextSequence();
        long timestamp = out.timestamp();
        assertTrue(map(65_535, 0xFFFF_FFF0L, 9, 13));
        assertEquals(sequence + 1 & 0xFFFF, track.sequence());
        assertEquals(timestamp + 160 & 0xFFFF_FFFFL, track.timestamp());
        assertTrue(map(0, 0xFFFF_FFF0L + 160, 9, 33));
        assertEquals(sequence + 2 & 0xFFFF, track.sequence());
        assertEquals(timestamp + 320 & 0xFFFF_FFFFL, track.timestamp());
        out.resume(40_000_000);
        assertEquals(sequence + 3 & 0xFFFF, out.nextSequence());
        assertEquals(timestamp + 480 & 0xFFFF_FFFFL, out.timestamp());
    }

    @Test
    void packetsOf60MsAreJoinedWhereTheMixEndedAndLeftWhereTheyEnd() {
        out.advance(1, 0);
        long timestamp = out.timestamp();
        map(10, 0, 9, 65, 60);
        assertEquals(timestamp + 160 & 0xFFFF_FFFFL, track.timestamp());
        map(11, 480, 9, 125, 60);
        assertEquals(timestamp + 160 + 480 & 0xFFFF_FFFFL, track.timestamp());
        out.resume(145_000_000);
        assertEquals(timestamp + 160 + 960 & 0xFFFF_FFFFL, out.timestamp());
    }

    @Test
    void lossAndOrderPassThrough() {
        map(10, 0, 9, 0);
        int base = track.sequence();
        map(13, 480, 9, 60);
        assertEquals(base + 3 & 0xFFFF, track.sequence());
        map(12, 320, 9, 61);
        assertEquals(base + 2 & 0xFFFF, track.sequence());
        assertEquals(base + 4 & 0xFFFF, out.peekSequence());
    }

    @Test
    void aStragglerFromBeforeIsNotSent() {
        map(100, 16_000, 9, 0);
        assertFalse(map(99, 15_840, 9, 1));
        assertTrue(map(101, 16_160, 9, 20));
    }

    @Test
    void anotherSourceIsJoinedWithoutAJump() {
        map(10, 0, 9, 0);
        int sequence = track.sequence();
        long timestamp = track.timestamp();
        map(40_000, 77_777, 10, 60);
        assertEquals(sequence + 1 & 0xFFFF, track.sequence());
        assertEquals(timestamp + 480 & 0xFFFF_FFFFL, track.timestamp(), "60 ms have passed");
    }

    @Test
    void aRestartOfTheSameSourceIsJoinedToo() {
        map(10, 0, 9, 0);
        int sequence = track.sequence();
        map(30_000, 5_000_000, 9, 20);
        assertEquals(sequence + 1 & 0xFFFF, track.sequence());
    }
}
