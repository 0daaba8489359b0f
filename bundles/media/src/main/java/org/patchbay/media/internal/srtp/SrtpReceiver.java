package org.patchbay.media.internal.srtp;

import org.patchbay.media.internal.rtp.RtpPacket;
import org.patchbay.sdp.SrtpKey;

/**
 * Opens what the peer protects with one key. Whether a packet was there before is asked first,
 * because that costs nothing; it is noted last, when the tag has proven it genuine (RFC 3711 §3.3):
 * nobody without the key can move the window or make us keep anything. Owned by one media loop.
 */
public final class SrtpReceiver {
    /** A key that was there before, as one that a peer goes on with under another SSRC. */
    private static final int MOST_SOURCES = 16;

    private final Transform transform;
    private final Source[] sources = new Source[MOST_SOURCES];
    private int count;

    /** What was there of one SSRC. */
    private static final class Source {
        private final int ssrc;
        private final IndexWindow rtp = new IndexWindow();
        private final IndexWindow rtcp = new IndexWindow();

        Source(int ssrc) {
            this.ssrc = ssrc;
        }
    }

    public SrtpReceiver(SrtpKey key) {
        transform = Transform.of(key);
    }

    /**
     * @return the length of the plain packet; −1 where it is not genuine, or was there before
     */
    public int open(byte[] packet, int length) {
        int header = RtpPacket.headerLength(packet, length);
        if (header < 0) {
            return -1;
        }
        int ssrc = Words.i32(packet, 8);
        int sequence = Words.u16(packet, 2);
        Source source = source(ssrc);
        long index = source == null ? sequence : source.rtp.guess(sequence);
        if (source != null && !source.rtp.isNew(index)) {
            return -1;
        }
        int plain = transform.open(packet, header, length, index);
        if (plain >= 0) {
            genuine(source, ssrc).rtp.add(index);
        }
        return plain;
    }

    /** The same for RTCP. */
    public int openControl(byte[] packet, int length) {
        if (length < Transform.CONTROL_HEADER) {
            return -1;
        }
        int ssrc = Words.i32(packet, 4);
        long index = transform.controlWord(packet, length) & ~Transform.ENCRYPTED;
        Source source = source(ssrc);
        if (source != null && !source.rtcp.isNew(index)) {
            return -1;
        }
        int plain = transform.openControl(packet, length);
        if (plain >= 0) {
            genuine(source, ssrc).rtcp.add(index);
        }
        return plain;
    }

    private Source source(int ssrc) {
        for (int i = 0; i < count; i++) {
            if (sources[i].ssrc == ssrc) {
                return sources[i];
            }
        }
        return null;
    }

    /** The eldest is forgotten where there are too many. */
    private Source genuine(Source known, int ssrc) {
        if (known != null) {
            return known;
        }
        if (count == MOST_SOURCES) {
            System.arraycopy(sources, 1, sources, 0, MOST_SOURCES - 1);
            count--;
        }
        Source made = new Source(ssrc);
        sources[count++] = made;
        return made;
    }
}
