package org.patchbay.media.internal.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {
    private final RtpOut ours = new RtpOut(new Random(1), 8000);
    private final RtpOut theirs = new RtpOut(new Random(2), 8000);
    private final RtpSource weHear = new RtpSource();
    private final RtpSource theyHear = new RtpSource();
    private final RtcpStats ourStats = new RtcpStats();
    private final RtcpStats theirStats = new RtcpStats();
    private final Rtcp rtcp = new Rtcp("abc@patchbay");
    private final byte[] wire = new byte[2048];

    private static void hear(RtpSource source, RtpOut from, int count, int lose) {
        byte[] b = new byte[12];
        RtpPacket p = new RtpPacket();
        for (int i = 0; i < count; i++) {
            RtpPacket.writeHeader(b, 0, false, from.nextSequence(), i * 160L, from.ssrc());
            from.sent(160);
            p.read(b, 12);
            if (i == 0 || i % lose != 0) {
                source.packet(p, 8000, i * 20_000_000L);
            }
        }
    }

    private static long ntp(long ms) {
        return Rtcp.ntp(1_700_000_000_000L + ms);
    }

    @Test
    void reportsGoAroundAndGiveLossAndRoundTrip() {
        hear(theyHear, ours, 101, 4);
        hear(weHear, theirs, 50, 1000);
        // We report at 0 ms; it takes 30 ms; they answer 200 ms later; it takes 50 ms.
        int n = rtcp.write(wire, ours, true, weHear, ourStats, ntp(0), 0, false);
        Rtcp.read(wire, n, theirs.ssrc(), ours.ssrc(), theirStats, ntp(30), 30_000_000L);
        assertEquals(0, theirStats.remoteLost());
        n = rtcp.write(wire, theirs, true, theyHear, theirStats, ntp(230), 230_000_000L, false);
        Rtcp.read(wire, n, ours.ssrc(), theirs.ssrc(), ourStats, ntp(280), 280_000_000L);
        assertEquals(80, ourStats.roundTripMs(), 1);
        assertEquals(
                24 / 100.0, ourStats.remoteLost(), 0.005, "the last one is not known to be lost");
        assertEquals(-1, theirStats.roundTripMs());
    }

    @Test
    void aCompoundPacketIsWellFormed() {
        hear(weHear, theirs, 5, 1000);
        for (boolean sends : new boolean[] {true, false}) {
            int n = rtcp.write(wire, ours, sends, weHear, ourStats, ntp(0), 0, true);
            StringBuilder types = new StringBuilder();
            int at = 0;
            while (at < n) {
                assertEquals(2, (wire[at] & 0xC0) >> 6);
                types.append(wire[at + 1] & 0xFF).append(' ');
                at += (Bytes.u16(wire, at + 2) + 1) * 4;
            }
            assertEquals(n, at);
            assertEquals(sends ? "200 202 203 " : "201 202 203 ", types.toString());
        }
    }

    @Test
    void byeCountsFromThePeerOnly() {
        hear(weHear, theirs, 5, 1000);
        int n = rtcp.write(wire, theirs, true, theyHear, theirStats, ntp(0), 0, true);
        Rtcp.read(wire, n, ours.ssrc(), 4711, ourStats, ntp(0), 0);
        assertFalse(ourStats.byeCame());
        Rtcp.read(wire, n, ours.ssrc(), theirs.ssrc(), ourStats, ntp(0), 0);
        assertTrue(ourStats.byeCame());
    }

    @Test
    void anythingAtAllIsReadInBounds() {
        Random random = new Random(3);
        hear(weHear, theirs, 5, 1000);
        int n = rtcp.write(wire, theirs, true, weHear, theirStats, ntp(0), 0, true);
        byte[] b = new byte[2048];
        for (int i = 0; i < 50_000; i++) {
            System.arraycopy(wire, 0, b, 0, n);
            for (int k = 0; k < 4; k++) {
                b[random.nextInt(n)] = (byte) random.nextInt();
            }
            byte[] exact = java.util.Arrays.copyOf(b, random.nextInt(n + 1));
            Rtcp.read(exact, exact.length, ours.ssrc(), theirs.ssrc(), ourStats, ntp(0), 0);
            assertTrue(ourStats.remoteLost() >= 0 && ourStats.remoteLost() <= 1);
            assertTrue(ourStats.roundTripMs() <= 10_000);
        }
    }
}
