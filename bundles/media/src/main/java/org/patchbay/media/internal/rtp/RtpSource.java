package org.patchbay.media.internal.rtp;

/**
 * What is known of the peer's stream: sequence numbers with cycles (RFC 3550 A.1), loss (A.3) and
 * jitter (A.8). Owned by one media loop.
 */
public final class RtpSource {
    /** A jump ahead by more is a restart, not a loss (A.1). */
    private static final int MAX_DROPOUT = 3000;

    /** A packet that is older than that is no late one (A.1). */
    private static final int MAX_MISORDER = 100;

    private static final int MODULUS = 1 << 16;

    private boolean known;
    private int ssrc;
    private int maxSequence;
    private long cycles;
    private long baseSequence;
    private int suspect = -1;
    private long received;
    private long expectedPrior;
    private long receivedPrior;

    /** Of sources before this one, so that the totals of the session never go back. */
    private long receivedBefore;

    private long lostBefore;

    private long transit;
    private boolean transitKnown;
    private double jitter;
    private int clockRateHz = 8000;

    /**
     * Takes the header of a packet that came from where the peer is.
     *
     * @return false where the sequence number jumped without another packet to confirm it; such a
     *     packet is not played
     */
    public boolean packet(RtpPacket packet, int clockHz, long nowNanos) {
        if (!known || packet.ssrc() != ssrc) {
            restart(packet);
        } else if (!update(packet.sequence())) {
            return false;
        }
        received++;
        jitter(packet.timestamp(), clockHz, nowNanos);
        return true;
    }

    private void restart(RtpPacket packet) {
        if (known) {
            receivedBefore += received;
            lostBefore += Math.max(0, expected() - received);
        }
        known = true;
        ssrc = packet.ssrc();
        begin(packet.sequence());
        transitKnown = false;
        jitter = 0;
    }

    private void begin(int sequence) {
        maxSequence = sequence;
        baseSequence = sequence;
        cycles = 0;
        received = 0;
        expectedPrior = 0;
        receivedPrior = 0;
        suspect = -1;
    }

    private boolean update(int sequence) {
        int ahead = sequence - maxSequence & 0xFFFF;
        if (ahead < MAX_DROPOUT) {
            if (sequence < maxSequence) {
                cycles += MODULUS;
            }
            maxSequence = sequence;
            suspect = -1;
        } else if (ahead <= MODULUS - MAX_MISORDER) {
            if (sequence != suspect) {
                suspect = sequence + 1 & 0xFFFF;
                return false;
            }
            // Two in a row: the other side restarted without telling us.
            receivedBefore += received;
            lostBefore += Math.max(0, expected() - received);
            begin(sequence);
            transitKnown = false;
        }
        return true;
    }

    private void jitter(long timestamp, int clockHz, long nowNanos) {
        if (clockHz != clockRateHz) {
            clockRateHz = clockHz;
            transitKnown = false;
        }
        long arrival = nowNanos / 1000 * clockHz / 1_000_000;
        long now = arrival - timestamp;
        if (transitKnown) {
            // Both wrap at 32 bits.
            long d = Math.abs((int) (now - transit));
            if (d < clockHz * 10L) {
                jitter += (d - jitter) / 16;
            }
        }
        transit = now;
        transitKnown = true;
    }

    public boolean known() {
        return known;
    }

    public int ssrc() {
        return ssrc;
    }

    /** Extended highest sequence number received (§6.4.1). */
    public long highestSequence() {
        return cycles + maxSequence;
    }

    /** Whether no packet came that was sent after that one. */
    public boolean isHighest(int sequence) {
        return sequence == maxSequence;
    }

    private long expected() {
        return highestSequence() - baseSequence + 1;
    }

    /** Packets of the whole session. */
    public long received() {
        return receivedBefore + received;
    }

    /** Packets of the whole session that did not come. */
    public long lost() {
        return lostBefore + (known ? Math.max(0, expected() - received) : 0);
    }

    /** For a report block: of this source, may be negative with duplicates (§6.4.1). */
    long cumulativeLost() {
        return expected() - received;
    }

    /** For a report block: share lost since the last report, in 1/256; begins a new interval. */
    int fractionLost() {
        long expectedNow = expected() - expectedPrior;
        long receivedNow = received - receivedPrior;
        expectedPrior = expected();
        receivedPrior = received;
        long lostNow = expectedNow - receivedNow;
        return expectedNow <= 0 || lostNow <= 0
                ? 0
                : (int) Math.min(255, lostNow * 256 / expectedNow);
    }

    /** Interarrival jitter in units of the RTP clock. */
    public double jitter() {
        return jitter;
    }

    public double jitterMs() {
        return jitter * 1000 / clockRateHz;
    }
}
