package org.patchbay.media.internal.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
    private final RtpPacket packet = new RtpPacket();

    @Test
    void readsWhatItWrites() {
        byte[] b = new byte[172];
        RtpPacket.writeHeader(b, 101, true, 65535, 0xFFFF_FFFFL, -5);
        assertTrue(packet.read(b, 172));
        assertEquals(101, packet.payloadType());
        assertTrue(packet.marker());
        assertEquals(65535, packet.sequence());
        assertEquals(0xFFFF_FFFFL, packet.timestamp());
        assertEquals(-5, packet.ssrc());
        assertEquals(12, packet.payloadOffset());
        assertEquals(160, packet.payloadLength());
    }

    @Test
    void passesContributorsExtensionAndPadding() {
        byte[] b = new byte[12 + 8 + 4 + 4 + 10 + 2];
        RtpPacket.writeHeader(b, 0, false, 1, 2, 3);
        b[0] |= 0x20 | 0x10 | 2;
        b[23] = 1; // one word of extension
        b[b.length - 1] = 2;
        assertTrue(packet.read(b, b.length));
        assertEquals(28, packet.payloadOffset());
        assertEquals(10, packet.payloadLength());
    }

    @Test
    void refusesWhatDoesNotFit() {
        byte[] b = new byte[14];
        RtpPacket.writeHeader(b, 0, false, 1, 2, 3);
        assertFalse(packet.read(b, 11), "shorter than a header");
        b[0] = 0x40;
        assertFalse(packet.read(b, 14), "another version");
        b[0] = (byte) 0x8F;
        assertFalse(packet.read(b, 14), "15 contributors do not fit");
        b[0] = (byte) 0x90;
        assertFalse(packet.read(b, 14), "the extension does not fit");
        b[0] = (byte) 0xA0;
        b[13] = 3;
        assertFalse(packet.read(b, 14), "more padding than payload");
        b[13] = 0;
        assertFalse(packet.read(b, 14), "padding of nothing");
    }

    @Test
    void anythingAtAllIsReadInBounds() {
        Random random = new Random(1);
        byte[] b = new byte[256];
        for (int i = 0; i < 50_000; i++) {
            random.nextBytes(b);
            b[0] = (byte) (0x80 | b[0] & 0x3F);
            int length = random.nextInt(200);
            if (packet.read(b, length)) {
                assertTrue(packet.payloadOffset() >= 12);
                assertTrue(packet.payloadLength() >= 0);
                assertTrue(packet.payloadOffset() + packet.payloadLength() <= length);
            }
        }
    }
}
