package org.patchbay.media.internal.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.patchbay.sdp.SrtpKey;

/** AES in counter mode with HMAC-SHA1 (RFC 3711 §4.1.1, §4.2.1). */
final class CounterMode implements Transform {
    /** RFC 4568 §6.2: that of SRTCP is long with short tags of SRTP, too. */
    private static final int CONTROL_TAG = 10;

    private final Keys rtp;
    private final Keys rtcp;
    private final int tagBytes;
    private final int mkiBytes;
    private final byte[] mac = new byte[20];
    private final byte[] word = new byte[4];

    CounterMode(SrtpKey key, int tagBytes) {
        this(
                new Keys(new KeyDerivation(key.key(), key.salt(), false)),
                new Keys(new KeyDerivation(key.key(), key.salt(), true)),
                tagBytes,
                key.mkiBytes());
    }

    CounterMode(Keys rtp, Keys rtcp, int tagBytes, int mkiBytes) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.tagBytes = tagBytes;
        this.mkiBytes = mkiBytes;
    }

    /** What RTP or RTCP is protected with. */
    static final class Keys {
        private static final int BLOCK = 16;

        /** Of a packet: 2 KiB of counters, of which at most 1.5 are used. */
        private static final int MOST_BLOCKS = 128;

        private final byte[] salt;
        private final Cipher aes;
        private final Mac hmac;
        private final byte[] counters = new byte[MOST_BLOCKS * BLOCK];
        private final byte[] stream = new byte[MOST_BLOCKS * BLOCK];

        Keys(KeyDerivation derivation) {
            this(
                    derivation.derive(KeyDerivation.Label.ENCRYPTION, 16),
                    derivation.derive(KeyDerivation.Label.SALT, 14),
                    derivation.derive(KeyDerivation.Label.AUTHENTICATION, 20));
        }

        Keys(byte[] key, byte[] salt, byte[] authentication) {
            this.salt = salt;
            try {
                // Counters made here and encrypted at once need no new cipher for each packet.
                aes = Cipher.getInstance("AES/ECB/NoPadding");
                aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
                hmac = Mac.getInstance("HmacSHA1");
                hmac.init(new SecretKeySpec(authentication, "HmacSHA1"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no AES or no HMAC-SHA1", e);
            }
        }

        /** §4.1.1: salt, SSRC and index make the first counter; the same way back. */
        void crypt(byte[] packet, int from, int to, int ssrc, long index) {
            int blocks = (to - from + BLOCK - 1) / BLOCK;
            for (int block = 0; block < blocks; block++) {
                int at = block * BLOCK;
                System.arraycopy(salt, 0, counters, at, salt.length);
                Words.mix32(counters, at + 4, ssrc);
                Words.mix32(counters, at + 8, (int) (index >>> 16));
                Words.mix16(counters, at + 12, (int) index);
                counters[at + 14] = (byte) (block >> 8);
                counters[at + 15] = (byte) block;
            }
            try {
                aes.update(counters, 0, blocks * BLOCK, stream, 0);
            } catch (ShortBufferException e) {
                throw new IllegalStateException(e);
            }
            for (int i = from; i < to; i++) {
                packet[i] ^= stream[i - from];
            }
        }
    }

    @Override
    public int seal(byte[] packet, int header, int length, long index) {
        rtp.crypt(packet, header, length, Words.i32(packet, 8), index);
        tag(rtp, packet, length, (int) (index >>> 16), true);
        System.arraycopy(mac, 0, packet, length, tagBytes);
        return length + tagBytes;
    }

    @Override
    public int open(byte[] packet, int header, int length, long index) {
        int end = length - tagBytes - mkiBytes;
        if (end < header) {
            return -1;
        }
        tag(rtp, packet, end, (int) (index >>> 16), true);
        if (!isTag(packet, length - tagBytes, tagBytes)) {
            return -1;
        }
        rtp.crypt(packet, header, end, Words.i32(packet, 8), index);
        return end;
    }

    @Override
    public int sealControl(byte[] packet, int length, int index) {
        rtcp.crypt(packet, CONTROL_HEADER, length, Words.i32(packet, 4), index);
        Words.i32(packet, length, index | ENCRYPTED);
        int end = length + 4;
        tag(rtcp, packet, end, 0, false);
        System.arraycopy(mac, 0, packet, end, CONTROL_TAG);
        return end + CONTROL_TAG;
    }

    @Override
    public int controlWord(byte[] packet, int length) {
        int at = length - CONTROL_TAG - mkiBytes - 4;
        return at < CONTROL_HEADER ? -1 : Words.i32(packet, at);
    }

    @Override
    public int openControl(byte[] packet, int length) {
        int end = length - CONTROL_TAG - mkiBytes;
        int at = end - 4;
        if (at < CONTROL_HEADER) {
            return -1;
        }
        tag(rtcp, packet, end, 0, false);
        if (!isTag(packet, length - CONTROL_TAG, CONTROL_TAG)) {
            return -1;
        }
        int indexWord = Words.i32(packet, at);
        if (indexWord < 0) {
            int index = indexWord & ~ENCRYPTED;
            rtcp.crypt(packet, CONTROL_HEADER, at, Words.i32(packet, 4), index);
        }
        return at;
    }

    /** Over the packet, and for RTP over what nobody sends of its index (§4.2). */
    private void tag(Keys keys, byte[] packet, int length, int wraps, boolean withWraps) {
        keys.hmac.update(packet, 0, length);
        if (withWraps) {
            Words.i32(word, 0, wraps);
            keys.hmac.update(word, 0, 4);
        }
        try {
            keys.hmac.doFinal(mac, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks at every byte, whichever is wrong. */
    private boolean isTag(byte[] packet, int at, int bytes) {
        int wrong = 0;
        for (int i = 0; i < bytes; i++) {
            wrong |= packet[at + i] ^ mac[i];
        }
        return wrong == 0;
    }
}
