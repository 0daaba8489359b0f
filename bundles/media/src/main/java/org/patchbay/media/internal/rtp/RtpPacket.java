package org.patchbay.media.internal.rtp;

/**
 * A view of one RTP packet (RFC 3550 §5.1) in somebody's array, used again for the next one.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class RtpPacket {
    public static final int HEADER = 12;

    /** No audio packet is longer on a path without fragments. */
    public static final int LONGEST_PAYLOAD = 1500;

    private byte[] data;
    private int payloadType;
    private boolean marker;
    private int sequence;
    private long timestamp;
    private int ssrc;
    private int payloadOffset;
    private int payloadLength;

    /**
     * Looks at a packet from the network.
     *
     * @return false where it is no RTP packet; then nothing else here means anything
     */
    public boolean read(byte[] packet, int length) {
        int offset = headerLength(packet, length);
        if (offset < 0) {
            return false;
        }
        int end = length;
        if ((packet[0] & 0x20) != 0) {
            int padding = packet[length - 1] & 0xFF;
            if (padding == 0) {
                return false;
            }
            end -= padding;
        }
        if (offset > end || end - offset > LONGEST_PAYLOAD) {
            return false;
        }
        data = packet;
        payloadType = packet[1] & 0x7F;
        marker = packet[1] < 0;
        sequence = Bytes.u16(packet, 2);
        timestamp = Bytes.u32(packet, 4);
        ssrc = (int) Bytes.u32(packet, 8);
        payloadOffset = offset;
        payloadLength = end - offset;
        return true;
    }

    /** With CSRCs and extension; −1 where it is no RTP packet. */
    public static int headerLength(byte[] packet, int length) {
        if (length < HEADER || length > packet.length || (packet[0] & 0xC0) != 0x80) {
            return -1;
        }
        int header = HEADER + (packet[0] & 0x0F) * 4;
        if ((packet[0] & 0x10) != 0) {
            if (header + 4 > length) {
                return -1;
            }
            header += 4 + Bytes.u16(packet, header + 2) * 4;
        }
        return header > length ? -1 : header;
    }

    /** Writes a header without CSRCs and extension. */
    public static void writeHeader(
            byte[] to, int payloadType, boolean marker, int sequence, long timestamp, int ssrc) {
        to[0] = (byte) 0x80;
        to[1] = (byte) (payloadType | (marker ? 0x80 : 0));
        Bytes.u16(to, 2, sequence);
        Bytes.u32(to, 4, timestamp);
        Bytes.u32(to, 8, ssrc);
    }

    /** Whether a packet on a shared port is RTCP: payload types 64…95 with marker (RFC 5761 §4). */
    public static boolean looksLikeRtcp(byte[] packet, int length) {
        int type = length < 2 ? 0 : packet[1] & 0xFF;
        return type >= 192 && type <= 223;
    }

    public byte[] data() {
        return data;
    }

    public int payloadType() {
        return payloadType;
    }

    public boolean marker() {
        return marker;
    }

    public int sequence() {
        return sequence;
    }

    /** In units of the RTP clock, 32 bits unsigned. */
    public long timestamp() {
        return timestamp;
    }

    public int ssrc() {
        return ssrc;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }
}
