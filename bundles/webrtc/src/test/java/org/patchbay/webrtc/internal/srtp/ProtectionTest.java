package org.patchbay.webrtc.internal.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.media.internal.srtp.SrtpReceiver;
import org.patchbay.media.internal.srtp.SrtpSender;
import org.patchbay.sdp.CryptoSuite;
import org.patchbay.sdp.SrtpKey;
import org.patchbay.webrtc.internal.dtls.DtlsKeys;

/**
 * Packets of browsers under the keys of DTLS. The far side is the media engine's SRTP, which is
 * another implementation and has the vectors of RFC 3711 and RFC 7714.
 */
class ProtectionTest {
    private static final CryptoSuite SUITE = CryptoSuite.AES_CM_128_HMAC_SHA1_80;

    private long nowMs = 1000;
    private final Protection ours = new Protection(() -> nowMs);
    private SrtpSender theirs;
    private SrtpReceiver there;

    private static SrtpKey key(CryptoSuite suite, int seed) {
        byte[] all = new byte[suite.keyBytes() + suite.saltBytes()];
        new Random(seed).nextBytes(all);
        return new SrtpKey(suite, all, 0);
    }

    private void keyed(CryptoSuite suite, int seed) {
        ours.keyed(new DtlsKeys(key(suite, seed), key(suite, seed + 1)));
        theirs = new SrtpSender(key(suite, seed + 1));
        there = new SrtpReceiver(key(suite, seed));
    }

    private static byte[] audio(int sequence, int ssrc) {
        byte[] packet = new byte[12 + 160];
        for (int i = 12; i < packet.length; i++) {
            packet[i] = (byte) (i * 7 + sequence);
        }
        packet[0] = (byte) 0x80;
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        packet[8] = (byte) (ssrc >> 24);
        packet[9] = (byte) (ssrc >> 16);
        packet[10] = (byte) (ssrc >> 8);
        packet[11] = (byte) ssrc;
        return packet;
    }

    private static byte[] report(int ssrc) {
        byte[] packet = new byte[28];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) 200;
        packet[3] = 6;
        packet[7] = (byte) ssrc;
        return packet;
    }

    private static byte[] room(byte[] packet) {
        return Arrays.copyOf(packet, packet.length + Protection.ROOM);
    }

    /** As the far side sends it. */
    private byte[] sent(byte[] packet) {
        byte[] data = room(packet);
        boolean control = packet[1] == (byte) 200;
        int n =
                control
                        ? theirs.sealControl(data, packet.length)
                        : theirs.seal(data, packet.length);
        return Arrays.copyOf(data, n);
    }

    /** Somewhere in a larger array, as ICE hands it over. */
    private byte[] opened(byte[] sealed) {
        byte[] data = new byte[sealed.length + 11];
        System.arraycopy(sealed, 0, data, 5, sealed.length);
        int n = ours.open(data, 5, sealed.length);
        return n < 0 ? null : Arrays.copyOfRange(data, 5, 5 + n);
    }

    private byte[] heard(byte[] packet) {
        byte[] data = room(packet);
        int sealed = ours.seal(data, packet.length);
        if (sealed < 0) {
            return null;
        }
        assertNotEquals(packet.length, sealed);
        int plain =
                packet[1] == (byte) 200
                        ? there.openControl(data, sealed)
                        : there.open(data, sealed);
        return plain < 0 ? null : Arrays.copyOf(data, plain);
    }

    @ParameterizedTest
    @EnumSource(
            value = CryptoSuite.class,
            names = {"AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM"})
    void bothWaysOverTheTurnOfTheNumbers(CryptoSuite suite) {
        keyed(suite, 1);
        for (int i = 65_400; i < 65_700; i++) {
            byte[] packet = audio(i & 0xFFFF, 4711);
            assertArrayEquals(packet, heard(packet));
            assertArrayEquals(packet, opened(sent(packet)));
            if (i % 50 == 0) {
                assertArrayEquals(report(7), heard(report(7)));
                assertArrayEquals(report(9), opened(sent(report(9))));
            }
        }
        assertEquals(suite.name(), ours.suite());
        assertEquals(0, ours.refused());
    }

    @Test
    void nothingPassesBeforeThereAreKeys() {
        assertEquals("", ours.suite());
        assertEquals(-1, ours.seal(room(audio(1, 1)), 172));
        assertEquals(-1, ours.open(audio(1, 1), 0, 172));
    }

    @ParameterizedTest
    @EnumSource(
            value = CryptoSuite.class,
            names = {"AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM"})
    void whatIsForgedOrWasThereBeforeIsRefused(CryptoSuite suite) {
        keyed(suite, 1);
        byte[] first = sent(audio(1, 5));
        byte[] spoilt = sent(audio(2, 5));
        spoilt[40] ^= 1;
        assertArrayEquals(audio(1, 5), opened(first));
        assertEquals(null, opened(first));
        assertEquals(null, opened(spoilt));
        byte[] report = sent(report(5));
        assertArrayEquals(report(5), opened(report));
        assertEquals(null, opened(report));
        assertEquals(4 - 1, ours.refused());
    }

    /** Two contents under one number would tell both (RFC 3711 §9.1). */
    @Test
    void aNumberIsSentOnce() {
        keyed(SUITE, 1);
        assertArrayEquals(audio(1, 5), heard(audio(1, 5)));
        assertEquals(-1, ours.seal(room(audio(1, 5)), 172));
    }

    @Test
    void whatWasOnItsWayWhenTheKeysChangedIsHeard() {
        keyed(SUITE, 1);
        opened(sent(audio(1, 5)));
        byte[] late = sent(audio(2, 5));
        byte[] later = sent(audio(3, 5));
        keyed(CryptoSuite.AEAD_AES_128_GCM, 3);
        assertArrayEquals(audio(2, 5), opened(late));
        assertArrayEquals(audio(1, 5), opened(sent(audio(1, 5))));
        assertEquals(null, opened(later), "the new ones are in use");
        assertEquals("AEAD_AES_128_GCM", ours.suite());
    }

    @Test
    void whoeverHasNoKeyCostsLittleAndKeepsNobodyOut() {
        keyed(SUITE, 1);
        assertArrayEquals(audio(1, 5), opened(sent(audio(1, 5))));
        for (int i = 0; i < 5000; i++) {
            assertEquals(null, opened(room(audio(i & 0xFFFF, 1000 + i))));
        }
        assertArrayEquals(audio(2, 5), opened(sent(audio(2, 5))));
        assertEquals(null, opened(sent(audio(3, 6))), "too many strangers just now");
        nowMs += 1000;
        assertArrayEquals(audio(4, 6), opened(sent(audio(4, 6))));
    }

    @ParameterizedTest
    @EnumSource(
            value = CryptoSuite.class,
            names = {"AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM"})
    void rubbishIsRefused(CryptoSuite suite) {
        keyed(suite, 1);
        assertArrayEquals(audio(1, 5), opened(sent(audio(1, 5))));
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] rubbish = new byte[random.nextInt(80)];
            random.nextBytes(rubbish);
            if (rubbish.length > 11 && i % 2 == 0) {
                // Of the source that is known, with extensions of all kinds.
                System.arraycopy(audio(2 + i, 5), 2, rubbish, 2, 10);
            }
            nowMs += 20;
            assertEquals(null, opened(rubbish));
        }
        assertEquals(20_000, ours.refused());
    }

    @Test
    void aPacketWithoutRoomIsNotSent() {
        keyed(SUITE, 1);
        assertEquals(-1, ours.seal(audio(1, 5), 172));
        assertEquals(-1, ours.seal(new byte[100], 7));
        assertTrue(ours.seal(room(audio(1, 5)), 172) > 172);
    }
}
