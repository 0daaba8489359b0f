package org.patchbay.media.internal.srtp;

import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.sdp.SrtpKey;

/**
 * Protects what we send with one key, all of it from one SSRC. Never two packets under one index:
 * who has both knows what they have in common (RFC 3711 §9.1), and a relayed peer may well send us
 * a sequence number twice. Owned by one media loop.
 */
public final class SrtpSender {
    private final Transform transform;
    private final IndexWindow sent = new IndexWindow();
    private int controlIndex;

    public SrtpSender(SrtpKey key) {
        transform = Transform.of(key);
    }

    /**
     * @param packet with room for tag and index behind it
     * @return its length now; −1 where it must not be sent
     */
    public int seal(byte[] packet, int length) {
        int header = RtpPacket.headerLength(packet, length);
        if (header < 0) {
            return -1;
        }
        long index = sent.guess(Words.u16(packet, 2));
        if (!sent.isNew(index)) {
            return -1;
        }
        sent.add(index);
        return transform.seal(packet, header, length, index);
    }

    /** The same for a compound RTCP packet. */
    public int sealControl(byte[] packet, int length) {
        if (length < Transform.CONTROL_HEADER || controlIndex < 0) {
            return -1; // 2^31 of them were sent: the key is used up (§9.2)
        }
        return transform.sealControl(packet, length, controlIndex++);
    }
}
