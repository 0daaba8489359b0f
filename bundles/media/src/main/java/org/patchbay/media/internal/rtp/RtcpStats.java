package org.patchbay.media.internal.rtp;

/**
 * What the peer's reports said of our stream, and when it sent its own. Owned by one media loop.
 */
public final class RtcpStats {
    private double remoteLost;
    private double roundTripMs = -1;
    private long reports;
    private long lastSenderReport;
    private long lastSenderReportNanos;
    private boolean bye;

    void senderReport(long ntpMiddle, long nowNanos) {
        lastSenderReport = ntpMiddle;
        lastSenderReportNanos = nowNanos;
    }

    /**
     * A report block about us (RFC 3550 §6.4.1).
     *
     * @param lsr middle 32 bits of the NTP time of our report that it answers, 0 for none
     * @param dlsr delay at the peer in 1/65536 s
     * @param nowMiddle our NTP time now, the middle 32 bits
     */
    void block(int fractionLost, long lsr, long dlsr, long nowMiddle) {
        reports++;
        remoteLost = fractionLost / 256.0;
        if (lsr != 0) {
            long units = nowMiddle - lsr - dlsr & 0xFFFF_FFFFL;
            // Above ten seconds it is a lie or a clock that was set.
            if (units < 10 * 65536) {
                roundTripMs = units * 1000.0 / 65536;
            } else if (units > 0xFFFF_FFFFL - 655) {
                roundTripMs = 0;
            }
        }
    }

    void bye() {
        bye = true;
    }

    /** Share of our packets that the peer missed, 0…1. */
    public double remoteLost() {
        return remoteLost;
    }

    /** −1 where unknown. */
    public double roundTripMs() {
        return roundTripMs;
    }

    /** Report blocks about us that came. */
    public long reports() {
        return reports;
    }

    public boolean byeCame() {
        return bye;
    }

    long lastSenderReport() {
        return lastSenderReport;
    }

    /** Delay since the peer's last sender report in 1/65536 s. */
    long sinceSenderReport(long nowNanos) {
        return lastSenderReport == 0
                ? 0
                : (nowNanos - lastSenderReportNanos) / 1000 * 65536 / 1_000_000;
    }
}
