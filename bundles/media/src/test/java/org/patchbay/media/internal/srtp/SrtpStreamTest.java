package org.patchbay.media.internal.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.sdp.CryptoSuite;

/** Packets that get lost, come late, come again or are not genuine. */
class SrtpStreamTest {
    private static final int SSRC = 0x1234_5678;
    private static final int PAYLOAD = 160;

    private final Random random = new Random(5);

    private byte[] packet(int sequence, int ssrc) {
        byte[] payload = new byte[PAYLOAD];
        random.nextBytes(payload);
        byte[] packet = new byte[RtpPacket.HEADER + PAYLOAD];
        RtpPacket.writeHeader(packet, 8, false, sequence & 0xFFFF, sequence * 160L, ssrc);
        System.arraycopy(payload, 0, packet, RtpPacket.HEADER, PAYLOAD);
        return packet;
    }

    private static byte[] sealed(SrtpSender sender, byte[] packet) {
        byte[] out = Arrays.copyOf(packet, packet.length + 64);
        return Arrays.copyOf(out, sender.seal(out, packet.length));
    }

    private static int open(SrtpReceiver receiver, byte[] sealed) {
        return receiver.open(sealed.clone(), sealed.length);
    }

    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    void wrapsThreeTimesWithLossAndReordering(CryptoSuite suite) {
        SrtpSender sender = new SrtpSender(Keys.key(suite, 1));
        SrtpReceiver receiver = new SrtpReceiver(Keys.key(suite, 1));
        int sequence = 30_000;
        int opened = 0;
        int sent = 0;
        for (int burst = 0; burst < 16_000; burst++) {
            List<byte[][]> onTheWay = new ArrayList<>();
            for (int i = 0; i < 13; i++) {
                byte[] plain = packet(sequence++, SSRC);
                byte[] protectedOne = sealed(sender, plain);
                if (random.nextInt(10) != 0) {
                    onTheWay.add(new byte[][] {plain, protectedOne});
                }
            }
            Collections.shuffle(onTheWay, random);
            for (byte[][] pair : onTheWay) {
                byte[] in = pair[1].clone();
                int length = receiver.open(in, in.length);
                sent++;
                if (length >= 0) {
                    opened++;
                    assertArrayEquals(pair[0], Arrays.copyOf(in, length));
                }
            }
        }
        assertEquals(sent, opened);
        assertEquals(3, sequence >> 16);
    }

    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    void opensEachPacketOnce(CryptoSuite suite) {
        SrtpSender sender = new SrtpSender(Keys.key(suite, 1));
        SrtpReceiver receiver = new SrtpReceiver(Keys.key(suite, 1));
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(sealed(sender, packet(i, SSRC)));
        }
        for (byte[] one : all) {
            assertEquals(RtpPacket.HEADER + PAYLOAD, open(receiver, one));
        }
        for (byte[] one : all) {
            assertEquals(-1, open(receiver, one), "within the window and before it");
        }
    }

    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    void everyBitIsGuarded(CryptoSuite suite) {
        SrtpSender sender = new SrtpSender(Keys.key(suite, 1));
        SrtpReceiver receiver = new SrtpReceiver(Keys.key(suite, 1));
        byte[] genuine = sealed(sender, packet(7, SSRC));
        for (int bit = 0; bit < genuine.length * 8; bit++) {
            byte[] forged = genuine.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(-1, open(receiver, forged), "bit " + bit);
        }
        for (int length = 0; length < genuine.length; length++) {
            assertEquals(-1, open(receiver, Arrays.copyOf(genuine, length)));
        }
        assertEquals(RtpPacket.HEADER + PAYLOAD, open(receiver, genuine), "nothing was noted");
    }

    /** Sequence numbers of a forger must not move the window. */
    @Test
    void forgedNumbersLeadNowhere() {
        SrtpSender sender = new SrtpSender(Keys.key(CryptoSuite.AEAD_AES_128_GCM, 1));
        SrtpReceiver receiver = new SrtpReceiver(Keys.key(CryptoSuite.AEAD_AES_128_GCM, 1));
        SrtpSender forger = new SrtpSender(Keys.key(CryptoSuite.AEAD_AES_128_GCM, 2));
        for (int i = 0; i < 100; i++) {
            assertEquals(-1, open(receiver, sealed(forger, packet(i * 300, SSRC))));
            assertEquals(172, open(receiver, sealed(sender, packet(i, SSRC))));
        }
    }

    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    void neverSendsTwoPacketsUnderOneIndex(CryptoSuite suite) {
        SrtpSender sender = new SrtpSender(Keys.key(suite, 1));
        byte[] first = Arrays.copyOf(packet(100, SSRC), 300);
        byte[] again = Arrays.copyOf(packet(100, SSRC), 300);
        byte[] old = Arrays.copyOf(packet(36, SSRC), 300);
        byte[] before = Arrays.copyOf(packet(65_000, SSRC), 300);
        byte[] late = Arrays.copyOf(packet(99, SSRC), 300);
        assertEquals(172 + overhead(suite), sender.seal(first, 172));
        assertEquals(-1, sender.seal(again, 172));
        assertEquals(-1, sender.seal(old, 172), "nobody knows whether it was there");
        assertEquals(-1, sender.seal(before, 172), "before the first");
        assertEquals(172 + overhead(suite), sender.seal(late, 172));
    }

    private static int overhead(CryptoSuite suite) {
        return switch (suite) {
            case AES_CM_128_HMAC_SHA1_80 -> 10;
            case AES_CM_128_HMAC_SHA1_32 -> 4;
            case AEAD_AES_128_GCM, AEAD_AES_256_GCM -> 16;
        };
    }

    @Test
    void anotherSourceBeginsItsOwnCount() {
        CryptoSuite suite = CryptoSuite.AES_CM_128_HMAC_SHA1_80;
        SrtpReceiver receiver = new SrtpReceiver(Keys.key(suite, 1));
        List<byte[]> firsts = new ArrayList<>();
        for (int ssrc = 0; ssrc < 40; ssrc++) {
            SrtpSender sender = new SrtpSender(Keys.key(suite, 1));
            firsts.add(sealed(sender, packet(5, ssrc)));
            assertEquals(172, open(receiver, firsts.get(ssrc)));
            assertEquals(-1, open(receiver, firsts.get(ssrc)));
            assertEquals(-1, open(receiver, firsts.get(Math.max(0, ssrc - 10))));
        }
    }

    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    void controlPacketsOnceToo(CryptoSuite suite) {
        SrtpSender sender = new SrtpSender(Keys.key(suite, 1));
        SrtpReceiver receiver = new SrtpReceiver(Keys.key(suite, 1));
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            byte[] rtcp = new byte[200];
            rtcp[0] = (byte) 0x80;
            rtcp[1] = (byte) 201;
            rtcp[7] = 9;
            Arrays.fill(rtcp, 8, 28, (byte) i);
            byte[] one = Arrays.copyOf(rtcp, sender.sealControl(rtcp, 28));
            all.add(one);
            byte[] in = one.clone();
            assertEquals(28, receiver.openControl(in, in.length));
            assertEquals(i, in[27]);
        }
        for (byte[] one : all) {
            assertEquals(-1, receiver.openControl(one.clone(), one.length));
            for (int length = 0; length < one.length; length++) {
                assertEquals(-1, receiver.openControl(one.clone(), length));
            }
        }
    }

    /** Between payload and tag, or behind it (RFC 3711 §3.1, RFC 7714 §8.2). */
    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    void passesOverTheKeysName(CryptoSuite suite) {
        SrtpSender sender = new SrtpSender(Keys.key(suite, 1));
        SrtpReceiver receiver = new SrtpReceiver(Keys.key(suite, 1, 4));
        byte[] plain = packet(7, SSRC);
        byte[] without = sealed(sender, plain);
        boolean gcm = suite.name().startsWith("AEAD");
        int at = gcm ? without.length : 172;
        byte[] with = new byte[without.length + 4];
        System.arraycopy(without, 0, with, 0, at);
        System.arraycopy(without, at, with, at + 4, without.length - at);
        assertEquals(172, receiver.open(with, with.length));
        assertArrayEquals(plain, Arrays.copyOf(with, 172));
    }
}
