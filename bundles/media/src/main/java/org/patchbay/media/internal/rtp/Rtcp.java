package org.patchbay.media.internal.rtp;

import java.nio.charset.StandardCharsets;

/**
 * RTCP compound packets (RFC 3550 §6): writes SR or RR with SDES CNAME and BYE, reads what comes.
 * Whatever is malformed ends the reading of that datagram and changes nothing.
 */
public final class Rtcp {
    private static final int SR = 200;
    private static final int RR = 201;
    private static final int SDES = 202;
    private static final int BYE = 203;
    private static final int BLOCK = 24;

    /** Seconds between 1900, where NTP begins, and 1970. */
    private static final long NTP_EPOCH = 2_208_988_800L;

    private final byte[] cname;

    /**
     * @param cname says nothing about who we are (RFC 7022), at most 255 bytes
     */
    public Rtcp(String cname) {
        this.cname = cname.getBytes(StandardCharsets.US_ASCII);
        if (this.cname.length > 255) {
            throw new IllegalArgumentException("CNAME of " + this.cname.length + " bytes");
        }
    }

    /** NTP time of RFC 5905, 32 bits of seconds and 32 of their fraction. */
    public static long ntp(long epochMillis) {
        long seconds = Math.floorDiv(epochMillis, 1000L) + NTP_EPOCH;
        long fraction = (Math.floorMod(epochMillis, 1000L) << 32) / 1000;
        return seconds << 32 | fraction;
    }

    static long middle(long ntp) {
        return ntp >>> 16 & 0xFFFF_FFFFL;
    }

    /**
     * Writes a report and returns its length; at most 400 bytes.
     *
     * @param bye says goodbye as well (§6.6)
     */
    public int write(
            byte[] to,
            RtpOut out,
            boolean sends,
            RtpSource source,
            RtcpStats stats,
            long ntp,
            long nowNanos,
            boolean bye) {
        int blocks = source.known() ? 1 : 0;
        int at =
                sends
                        ? senderReport(to, out, blocks, ntp, nowNanos)
                        : head(to, 0, blocks, RR, out.ssrc());
        if (blocks > 0) {
            at = block(to, at, source, stats, nowNanos);
        }
        length(to, 0, at);
        at = description(to, at, out.ssrc());
        if (bye) {
            int start = at;
            at = head(to, at, 1, BYE, out.ssrc());
            length(to, start, at);
        }
        return at;
    }

    private static int head(byte[] to, int at, int count, int type, int ssrc) {
        to[at] = (byte) (0x80 | count);
        to[at + 1] = (byte) type;
        Bytes.u32(to, at + 4, ssrc);
        return at + 8;
    }

    private static void length(byte[] to, int start, int end) {
        Bytes.u16(to, start + 2, (end - start) / 4 - 1);
    }

    private static int senderReport(byte[] to, RtpOut out, int blocks, long ntp, long nowNanos) {
        int at = head(to, 0, blocks, SR, out.ssrc());
        Bytes.u32(to, at, ntp >>> 32);
        Bytes.u32(to, at + 4, ntp);
        Bytes.u32(to, at + 8, out.timestampAt(nowNanos));
        Bytes.u32(to, at + 12, out.packets());
        Bytes.u32(to, at + 16, out.octets());
        return at + 20;
    }

    private static int block(byte[] to, int at, RtpSource source, RtcpStats stats, long nowNanos) {
        long lost = Math.max(-0x80_0000, Math.min(0x7F_FFFF, source.cumulativeLost()));
        Bytes.u32(to, at, source.ssrc());
        to[at + 4] = (byte) source.fractionLost();
        Bytes.s24(to, at + 5, (int) lost);
        Bytes.u32(to, at + 8, source.highestSequence());
        Bytes.u32(to, at + 12, (long) source.jitter());
        Bytes.u32(to, at + 16, stats.lastSenderReport());
        Bytes.u32(to, at + 20, stats.sinceSenderReport(nowNanos));
        return at + BLOCK;
    }

    private int description(byte[] to, int start, int ssrc) {
        int at = head(to, start, 1, SDES, ssrc);
        to[at++] = 1;
        to[at++] = (byte) cname.length;
        System.arraycopy(cname, 0, to, at, cname.length);
        at += cname.length;
        // One to four zero bytes end the list (§6.5).
        do {
            to[at++] = 0;
        } while ((at - start & 3) != 0);
        length(to, start, at);
        return at;
    }

    /**
     * Reads a datagram.
     *
     * @param ourSsrc only report blocks about it count
     * @param peerSsrc the source that we hear; a BYE of another one means nothing
     */
    public static void read(
            byte[] packet,
            int length,
            int ourSsrc,
            int peerSsrc,
            RtcpStats stats,
            long ntpNow,
            long nowNanos) {
        int at = 0;
        while (at + 8 <= length) {
            if ((packet[at] & 0xC0) != 0x80) {
                return;
            }
            int end = at + (Bytes.u16(packet, at + 2) + 1) * 4;
            if (end > length || end - at < 8) {
                return;
            }
            one(packet, at, end, ourSsrc, peerSsrc, stats, ntpNow, nowNanos);
            at = end;
        }
    }

    private static void one(
            byte[] packet,
            int at,
            int end,
            int ourSsrc,
            int peerSsrc,
            RtcpStats stats,
            long ntpNow,
            long nowNanos) {
        int count = packet[at] & 0x1F;
        int type = packet[at + 1] & 0xFF;
        if (type == SR && at + 28 <= end) {
            stats.senderReport(
                    middle(Bytes.u32(packet, at + 8) << 32 | Bytes.u32(packet, at + 12)), nowNanos);
            blocks(packet, at + 28, end, count, ourSsrc, stats, ntpNow);
        } else if (type == RR) {
            blocks(packet, at + 8, end, count, ourSsrc, stats, ntpNow);
        } else if (type == BYE && count > 0 && (int) Bytes.u32(packet, at + 4) == peerSsrc) {
            stats.bye();
        }
    }

    private static void blocks(
            byte[] packet,
            int from,
            int end,
            int count,
            int ourSsrc,
            RtcpStats stats,
            long ntpNow) {
        int at = from;
        for (int i = 0; i < count && at + BLOCK <= end; i++, at += BLOCK) {
            if ((int) Bytes.u32(packet, at) == ourSsrc) {
                stats.block(
                        packet[at + 4] & 0xFF,
                        Bytes.u32(packet, at + 16),
                        Bytes.u32(packet, at + 20),
                        middle(ntpNow));
            }
        }
    }
}
