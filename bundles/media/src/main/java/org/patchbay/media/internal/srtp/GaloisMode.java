package org.patchbay.media.internal.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.patchbay.media.internal.loop.PacketBuffers;
import org.patchbay.sdp.SrtpKey;

/** AES in Galois counter mode, which encrypts and authenticates at once (RFC 7714). */
final class GaloisMode implements Transform {
    private static final int TAG = 16;
    private static final int IV = 12;

    private final Keys rtp;
    private final Keys rtcp;
    private final int mkiBytes;
    private final byte[] iv = new byte[IV];
    private final byte[] plain = new byte[PacketBuffers.SIZE];

    GaloisMode(SrtpKey key) {
        this(
                new Keys(new KeyDerivation(key.key(), key.salt(), false), key.suite().keyBytes()),
                new Keys(new KeyDerivation(key.key(), key.salt(), true), key.suite().keyBytes()),
                key.mkiBytes());
    }

    GaloisMode(Keys rtp, Keys rtcp, int mkiBytes) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.mkiBytes = mkiBytes;
    }

    /** What RTP or RTCP is protected with. */
    static final class Keys {
        private final SecretKeySpec key;
        private final byte[] salt;
        private final Cipher aes;

        Keys(KeyDerivation derivation, int keyBytes) {
            this(
                    derivation.derive(KeyDerivation.Label.ENCRYPTION, keyBytes),
                    derivation.derive(KeyDerivation.Label.SALT, IV));
        }

        Keys(byte[] key, byte[] salt) {
            this.key = new SecretKeySpec(key, "AES");
            this.salt = salt;
            try {
                aes = Cipher.getInstance("AES/GCM/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no AES-GCM", e);
            }
        }
    }

    @Override
    public int seal(byte[] packet, int header, int length, long index) {
        rtpIv(packet, index);
        try {
            Cipher aes = begin(Cipher.ENCRYPT_MODE, rtp);
            aes.updateAAD(packet, 0, header);
            return header + aes.doFinal(packet, header, length - header, packet, header);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int open(byte[] packet, int header, int length, long index) {
        int end = length - mkiBytes;
        if (end - TAG < header) {
            return -1;
        }
        rtpIv(packet, index);
        try {
            Cipher aes = begin(Cipher.DECRYPT_MODE, rtp);
            aes.updateAAD(packet, 0, header);
            int bytes = aes.doFinal(packet, header, end - header, plain, 0);
            System.arraycopy(plain, 0, packet, header, bytes);
            return header + bytes;
        } catch (AEADBadTagException e) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int sealControl(byte[] packet, int length, int index) {
        rtcpIv(packet, index);
        int indexWord = index | ENCRYPTED;
        try {
            Cipher aes = begin(Cipher.ENCRYPT_MODE, rtcp);
            aes.updateAAD(packet, 0, CONTROL_HEADER);
            aes.updateAAD(word(indexWord), 0, 4);
            int end =
                    CONTROL_HEADER
                            + aes.doFinal(
                                    packet,
                                    CONTROL_HEADER,
                                    length - CONTROL_HEADER,
                                    packet,
                                    CONTROL_HEADER);
            Words.i32(packet, end, indexWord);
            return end + 4;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int controlWord(byte[] packet, int length) {
        int at = length - mkiBytes - 4;
        return at - TAG < CONTROL_HEADER ? -1 : Words.i32(packet, at);
    }

    @Override
    public int openControl(byte[] packet, int length) {
        int at = length - mkiBytes - 4;
        if (at - TAG < CONTROL_HEADER) {
            return -1;
        }
        int indexWord = Words.i32(packet, at);
        rtcpIv(packet, indexWord & ~ENCRYPTED);
        // RFC 7714 §17: what is not encrypted is authenticated as a whole.
        int encryptedFrom = indexWord < 0 ? CONTROL_HEADER : at - TAG;
        try {
            Cipher aes = begin(Cipher.DECRYPT_MODE, rtcp);
            aes.updateAAD(packet, 0, encryptedFrom);
            aes.updateAAD(word(indexWord), 0, 4);
            int bytes = aes.doFinal(packet, encryptedFrom, at - encryptedFrom, plain, 0);
            System.arraycopy(plain, 0, packet, encryptedFrom, bytes);
            return encryptedFrom + bytes;
        } catch (AEADBadTagException e) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher begin(int mode, Keys keys) throws GeneralSecurityException {
        for (int i = 0; i < IV; i++) {
            iv[i] ^= keys.salt[i];
        }
        keys.aes.init(mode, keys.key, new GCMParameterSpec(TAG * 8, iv));
        return keys.aes;
    }

    private byte[] word(int value) {
        Words.i32(plain, 0, value);
        return plain;
    }

    /** §8.1: two zeros, SSRC, index. */
    private void rtpIv(byte[] packet, long index) {
        iv[0] = 0;
        iv[1] = 0;
        System.arraycopy(packet, 8, iv, 2, 4);
        Words.i32(iv, 6, (int) (index >>> 16));
        iv[10] = (byte) (index >> 8);
        iv[11] = (byte) index;
    }

    /** §9.1: two zeros, SSRC, two zeros, index. */
    private void rtcpIv(byte[] packet, int index) {
        iv[0] = 0;
        iv[1] = 0;
        System.arraycopy(packet, 4, iv, 2, 4);
        iv[6] = 0;
        iv[7] = 0;
        Words.i32(iv, 8, index);
    }
}
