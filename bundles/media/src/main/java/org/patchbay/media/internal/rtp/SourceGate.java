package org.patchbay.media.internal.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Who may be heard (RFC 3550 A.1 with symmetric RTP, RFC 4961). The address of the description is
 * believed at once and always wins. Another one is believed only as long as nothing came from that
 * address, as from a phone behind NAT, and only after packets in sequence; after that it stays the
 * only other one. Everybody else is a stranger: not heard, not relayed, and not answered. Owned by
 * one media loop.
 */
public final class SourceGate {
    /** Packets in sequence before an address that nobody named is believed (A.1 MIN_SEQUENTIAL). */
    private static final int MIN_SEQUENTIAL = 2;

    private InetSocketAddress agreed;
    private InetSocketAddress latched;
    private boolean agreedCame;
    private SocketAddress candidate;
    private int candidateSsrc;
    private int candidateNext;
    private int candidateRun;
    private long strangers;

    /**
     * What the last description says; null where it names none. An unchanged address keeps what was
     * learned.
     */
    public void agreed(InetSocketAddress address) {
        if (address == null ? agreed == null : address.equals(agreed)) {
            return;
        }
        agreed = address;
        latched = null;
        agreedCame = false;
        candidate = null;
    }

    /** Whether a packet from there is the peer's; counts it where it is not. */
    public boolean admits(SocketAddress from, RtpPacket packet) {
        if (latched != null && from.equals(latched)) {
            if (!agreedCame) {
                agreedCame = from.equals(agreed);
            }
            return true;
        }
        if (from.equals(agreed)) {
            latched = agreed;
            agreedCame = true;
            candidate = null;
            return true;
        }
        if (latched == null && agreed != null && probation(from, packet)) {
            latched = (InetSocketAddress) from;
            candidate = null;
            return true;
        }
        strangers++;
        return false;
    }

    private boolean probation(SocketAddress from, RtpPacket packet) {
        if (from.equals(candidate)
                && packet.ssrc() == candidateSsrc
                && packet.sequence() == candidateNext) {
            candidateRun++;
        } else {
            candidate = from;
            candidateSsrc = packet.ssrc();
            candidateRun = 1;
        }
        candidateNext = packet.sequence() + 1 & 0xFFFF;
        return candidateRun >= MIN_SEQUENTIAL;
    }

    /** Whether RTCP from there may be the peer's: from a host that its RTP may come from. */
    public boolean admitsControl(SocketAddress from) {
        if (from instanceof InetSocketAddress isa) {
            InetAddress host = isa.getAddress();
            if (latched != null && host.equals(latched.getAddress())
                    || agreed != null && host.equals(agreed.getAddress())) {
                return true;
            }
        }
        strangers++;
        return false;
    }

    /**
     * Where to send: where it comes from, else where it was agreed; null where neither is known.
     */
    public InetSocketAddress target() {
        return latched != null ? latched : agreed;
    }

    /** Whether the peer sends from elsewhere than it said. */
    public boolean behindNat() {
        return latched != null && !latched.equals(agreed);
    }

    public long strangers() {
        return strangers;
    }
}
