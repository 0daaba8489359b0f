package org.patchbay.media.internal.srtp;

import org.patchbay.sdp.SrtpKey;

/**
 * The arithmetic of one direction under one master key: protects packets in their array and opens
 * them. Owned by one media loop.
 *
 * <pre>
 * SRTP   header | payload, encrypted | [MKI] | tag           AES-CM
 *        header | payload, encrypted | tag | [MKI]           AES-GCM
 * SRTCP  8 bytes | rest, encrypted | E, index | [MKI] | tag
 *        8 bytes | rest, encrypted | tag | E, index | [MKI]
 * </pre>
 */
interface Transform {
    /** RFC 3711 §3.4: header and SSRC of the first packet of a compound one stay readable. */
    int CONTROL_HEADER = 8;

    /** Says that an SRTCP packet is encrypted; before its index. */
    int ENCRYPTED = 0x8000_0000;

    /**
     * @return the packet's length now
     */
    int seal(byte[] packet, int header, int length, long index);

    /**
     * @return the packet's length now; −1 where its tag is not its own, and then nothing has
     *     changed
     */
    int open(byte[] packet, int header, int length, long index);

    int sealControl(byte[] packet, int length, int index);

    /** As it stands in the packet, with the mark; −1 where there is none. */
    int controlWord(byte[] packet, int length);

    int openControl(byte[] packet, int length);

    static Transform of(SrtpKey key) {
        return switch (key.suite()) {
            case AES_CM_128_HMAC_SHA1_80 -> new CounterMode(key, 10);
            case AES_CM_128_HMAC_SHA1_32 -> new CounterMode(key, 4);
            case AEAD_AES_128_GCM, AEAD_AES_256_GCM -> new GaloisMode(key);
        };
    }
}
