package org.patchbay.trace.internal.show;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.patchbay.call.api.WireMessage;

/**
 * Messages as a capture file (pcap 2.4, raw IP), which Wireshark and others open. Each is put into
 * one datagram between the addresses that spoke, whatever carried it: what TCP or TLS cut up or hid
 * can be read as well. Pure.
 */
public final class Capture {
    private static final int MAGIC_MICROSECONDS = 0xA1B2C3D4;
    private static final int RAW_IP = 101;
    private static final int LONGEST = 65_535;
    private static final byte UDP = 17;
    private static final int UDP_HEADER = 8;

    private Capture() {}

    /** In the order of time. */
    public static void write(List<WireMessage> messages, OutputStream out) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(MAGIC_MICROSECONDS).putShort((short) 2).putShort((short) 4);
        head.putInt(0).putInt(0).putInt(LONGEST).putInt(RAW_IP);
        out.write(head.array());
        List<WireMessage> sorted = new ArrayList<>(messages);
        sorted.sort(Comparator.comparing(WireMessage::at));
        for (WireMessage message : sorted) {
            byte[] packet = packet(message);
            ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            record.putInt((int) message.at().getEpochSecond());
            record.putInt(message.at().getNano() / 1000);
            record.putInt(packet.length).putInt(packet.length);
            out.write(record.array());
            out.write(packet);
        }
    }

    /** An address and a port. */
    private record End(byte[] address, int port) {
        static End of(String text) {
            int colon = text.lastIndexOf(':');
            String host = text.substring(0, colon).replace("[", "").replace("]", "");
            int zone = host.indexOf('%');
            try {
                // Digits alone: nobody is asked.
                InetAddress address =
                        InetAddress.getByName(zone < 0 ? host : host.substring(0, zone));
                return new End(address.getAddress(), Integer.parseInt(text.substring(colon + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("no address: " + text, e);
            }
        }

        /** Mapped into IPv6 where the other end is there. */
        End wide() {
            if (address.length == 16) {
                return this;
            }
            byte[] mapped = new byte[16];
            mapped[10] = (byte) 0xFF;
            mapped[11] = (byte) 0xFF;
            System.arraycopy(address, 0, mapped, 12, 4);
            return new End(mapped, port);
        }
    }

    private static byte[] packet(WireMessage message) {
        End ours = End.of(message.local());
        End theirs = End.of(message.remote());
        if (ours.address().length != theirs.address().length) {
            ours = ours.wide();
            theirs = theirs.wide();
        }
        End from = message.sent() ? ours : theirs;
        End to = message.sent() ? theirs : ours;
        byte[] udp = udp(from, to, message.text().getBytes(StandardCharsets.UTF_8));
        byte[] header = from.address().length == 4 ? ipv4(from, to, udp) : ipv6(from, to, udp);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(header);
        packet.writeBytes(udp);
        return packet.toByteArray();
    }

    private static byte[] udp(End from, End to, byte[] text) {
        int length = UDP_HEADER + text.length;
        ByteBuffer udp = ByteBuffer.allocate(length);
        udp.putShort((short) from.port()).putShort((short) to.port());
        udp.putShort((short) length).putShort((short) 0).put(text);
        int sum = sum(from.address()) + sum(to.address()) + UDP + length + sum(udp.array());
        int checksum = folded(sum);
        udp.putShort(6, (short) (checksum == 0 ? 0xFFFF : checksum)); // RFC 768
        return udp.array();
    }

    /** RFC 791 §3.1. */
    private static byte[] ipv4(End from, End to, byte[] udp) {
        ByteBuffer ip = ByteBuffer.allocate(20);
        ip.put((byte) 0x45).put((byte) 0).putShort((short) (20 + udp.length));
        ip.putInt(0).put((byte) 64).put(UDP).putShort((short) 0);
        ip.put(from.address()).put(to.address());
        ip.putShort(10, (short) folded(sum(ip.array())));
        return ip.array();
    }

    /** RFC 8200 §3. */
    private static byte[] ipv6(End from, End to, byte[] udp) {
        ByteBuffer ip = ByteBuffer.allocate(40);
        ip.putInt(0x60000000).putShort((short) udp.length).put(UDP).put((byte) 64);
        ip.put(from.address()).put(to.address());
        return ip.array();
    }

    /** RFC 1071. */
    private static int sum(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            int low = i + 1 < bytes.length ? bytes[i + 1] & 0xFF : 0;
            sum += (bytes[i] & 0xFF) << 8 | low;
        }
        return sum;
    }

    private static int folded(int sum) {
        int folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xFFFF) + (folded >>> 16);
        }
        return ~folded & 0xFFFF;
    }
}
