package org.patchbay.media.internal.relay;

import org.patchbay.media.internal.rtp.RtpOut;
import org.patchbay.media.internal.rtp.RtpPacket;

/**
 * One direction of a relay: maps the sender's sequence numbers and timestamps onto the stream that
 * its listener knows. Losses and reordering pass through as they are; another sender, or the mix
 * before, is joined without a jump. Pure; owned by one media loop.
 */
public final class RelayTrack {
    /** A jump of more than that in the sender's numbers is a new beginning. */
    private static final int FAR = 3000;

    private static final int FAR_SECONDS = 10;

    private boolean mapped;
    private int ssrc;
    private int sequenceOffset;
    private long timestampOffset;
    private int highest;
    private int firstSequence;
    private long highestTimestamp;
    private int sequence;
    private long timestamp;

    /** Forgets the mapping: the next packet is joined to whatever the listener got last. */
    public void cut() {
        mapped = false;
    }

    /**
     * Maps a packet; {@link #sequence} and {@link #timestamp} then say how it is sent.
     *
     * @param ms how long the packet is
     * @return false for a straggler from before the mapping began, which must not be sent: its
     *     number is another packet's
     */
    public boolean map(RtpPacket packet, int ms, RtpOut out, long nowNanos) {
        if (!mapped || packet.ssrc() != ssrc || far(packet, out)) {
            join(packet, ms, out, nowNanos);
        }
        int ahead = (short) (packet.sequence() - highest);
        if (ahead >= 0) {
            highest = packet.sequence();
            highestTimestamp = packet.timestamp();
        } else if ((short) (packet.sequence() - firstSequence) < 0) {
            return false;
        }
        sequence = packet.sequence() + sequenceOffset & 0xFFFF;
        timestamp = packet.timestamp() + timestampOffset & 0xFFFF_FFFFL;
        out.used(sequence);
        out.relayed(timestamp, ms, nowNanos);
        forgetFirst();
        return true;
    }

    /** The first number is only worth comparing with while no wrap can confuse it. */
    private void forgetFirst() {
        if ((highest - firstSequence & 0xFFFF) > 1000) {
            firstSequence = highest - 500 & 0xFFFF;
        }
    }

    private boolean far(RtpPacket packet, RtpOut out) {
        int gap = (short) (packet.sequence() - highest);
        long jump = (int) (packet.timestamp() - highestTimestamp);
        return Math.abs(gap) > FAR || Math.abs(jump) > (long) out.clockRateHz() * FAR_SECONDS;
    }

    private void join(RtpPacket packet, int ms, RtpOut out, long nowNanos) {
        out.resume(nowNanos, ms);
        mapped = true;
        ssrc = packet.ssrc();
        firstSequence = packet.sequence();
        highest = packet.sequence();
        highestTimestamp = packet.timestamp();
        sequenceOffset = out.peekSequence() - packet.sequence();
        timestampOffset = out.timestamp() - packet.timestamp();
    }

    public int sequence() {
        return sequence;
    }

    public long timestamp() {
        return timestamp;
    }
}
