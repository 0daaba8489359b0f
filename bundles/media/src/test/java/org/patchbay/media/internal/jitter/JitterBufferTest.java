package org.patchbay.media.internal.jitter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.patchbay.media.internal.jitter.JitterBuffer.Arrival;

class JitterBufferTest {
    private final JitterBuffer<String> buffer = new JitterBuffer<>();

    private Arrival put(int seq) {
        return put(seq, new byte[] {(byte) seq});
    }

    private Arrival put(int seq, byte[] payload) {
        return put("pcmu", seq, payload);
    }

    private Arrival put(String coding, int seq, byte[] payload) {
        return buffer.put(coding, seq & 0xFFFF, seq * 160, false, payload, 0, payload.length, seq);
    }

    private byte[] head() {
        return Arrays.copyOfRange(
                buffer.payload(),
                buffer.payloadOffset(),
                buffer.payloadOffset() + buffer.payloadLength());
    }

    private void expect(int seq) {
        assertTrue(buffer.size() > 0, "nothing waits");
        assertEquals(seq * 160, buffer.timestamp());
        buffer.take();
    }

    @Test
    void bringsPacketsInOrderAcrossTheWrap() {
        for (int seq : new int[] {65533, 65535, 65534, 65537, 65536}) {
            assertEquals(Arrival.QUEUED, put(seq));
        }
        for (int seq = 65533; seq <= 65537; seq++) {
            assertEquals(0, buffer.missing());
            expect(seq);
        }
        assertEquals(0, buffer.size());
    }

    @Test
    void theFirstToComeNeedNotBeTheFirst() {
        put(11);
        assertEquals(Arrival.QUEUED, put(10));
        expect(10);
        expect(11);
        assertEquals(Arrival.LATE, put(9));
    }

    @Test
    void whatCameBeforeTheFirstIsLateWhereThereIsNoRoomForIt() {
        put(1000);
        assertEquals(Arrival.QUEUED, put(1000 + JitterBuffer.SLOTS - 1));
        assertEquals(Arrival.LATE, put(999));
        assertEquals(Arrival.DUPLICATE, put(999));
        expect(1000);
    }

    @Test
    void knowsDuplicatesBeforeAndAfterTheyWerePlayed() {
        put(1);
        put(2);
        assertEquals(Arrival.DUPLICATE, put(2));
        expect(1);
        assertEquals(Arrival.DUPLICATE, put(1));
        expect(2);
        assertEquals(Arrival.DUPLICATE, put(2));
        assertEquals(0, buffer.late() + buffer.lost());
    }

    @Test
    void countsWhatIsLostAndWhatIsLate() {
        put(1);
        put(4);
        expect(1);
        assertEquals(2, buffer.missing());
        expect(4);
        assertEquals(2, buffer.lost());
        assertEquals(Arrival.LATE, put(3));
        assertEquals(Arrival.DUPLICATE, put(3));
        assertEquals(1, buffer.lost());
        assertEquals(1, buffer.late());
    }

    @Test
    void aDropoutIsLossAndGoesOnBehindIt() {
        put(1);
        expect(1);
        put(2);
        assertEquals(Arrival.RESTARTED, put(502));
        assertEquals(1, buffer.size());
        assertEquals(499, buffer.lost());
        expect(502);
    }

    @Test
    void aJumpIsBelievedAtTheSecondPacket() {
        put(40_000);
        expect(40_000);
        assertEquals(Arrival.REFUSED, put(100));
        assertEquals(Arrival.QUEUED, put(40_001));
        assertEquals(Arrival.REFUSED, put(7000));
        assertEquals(Arrival.RESTARTED, put(7001));
        expect(7001);
        assertEquals(Arrival.QUEUED, put(7002));
    }

    @Test
    void isBounded() {
        for (int seq = 0; seq < 64; seq++) {
            assertEquals(Arrival.QUEUED, put(seq));
        }
        assertEquals(64, buffer.size());
        assertEquals(Arrival.REFUSED, put(1, new byte[1501]));
        put(64);
        assertTrue(buffer.size() <= JitterBuffer.SLOTS);
    }

    @Test
    void payloadsOfAnyLengthStayWhole() {
        Random random = new Random(1);
        byte[][] sent = new byte[5000][];
        int taken = 0;
        for (int seq = 0; seq < sent.length; seq++) {
            sent[seq] = new byte[random.nextInt(1 + Math.min(1500, seq))];
            random.nextBytes(sent[seq]);
            put(seq, sent[seq]);
            if (seq > 20) {
                assertArrayEquals(sent[taken++], head());
                buffer.take();
            }
        }
    }

    @Test
    void aPacketWithoutAudioIsNotMissing() {
        put(1);
        buffer.putNoAudio(2, 320, 0);
        put(3);
        expect(1);
        assertFalse(buffer.hasAudio());
        buffer.take();
        assertTrue(buffer.hasAudio());
        assertEquals(0, buffer.missing());
        assertEquals(0, buffer.lost());
    }

    @Test
    void anythingIsSurvived() {
        Random random = new Random(3);
        int seq = 0;
        for (int i = 0; i < 500_000; i++) {
            seq += random.nextInt(100) == 0 ? random.nextInt(70_000) : random.nextInt(5) - 1;
            put(seq, new byte[random.nextInt(300)]);
            if (random.nextInt(2) == 0) {
                buffer.take();
            }
            assertTrue(buffer.size() >= 0 && buffer.size() <= JitterBuffer.SLOTS);
            assertTrue(buffer.missing() >= 0 && buffer.missing() < JitterBuffer.SLOTS);
        }
    }

    @Test
    void whatNobodyCanDecodeAnyMoreIsMissing() {
        for (int seq = 1; seq <= 6; seq++) {
            put(seq % 2 == 0 ? "pcma" : "pcmu", seq, new byte[1]);
        }
        buffer.forget("pcmu");
        assertEquals(3, buffer.size());
        for (int seq = 2; seq <= 6; seq += 2) {
            assertEquals("pcma", buffer.coding());
            assertEquals(1, buffer.missing());
            expect(seq);
        }
        assertEquals(0, buffer.size());
        assertEquals(3, buffer.lost());
        assertEquals(Arrival.DUPLICATE, put(3));
        put(7);
        buffer.forget("pcmu");
        assertEquals(0, buffer.missing());
    }
}
