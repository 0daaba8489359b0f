package org.patchbay.sip.internal.watch;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.patchbay.sip.internal.dialog.Tokens;

/**
 * Asks our own UDP port as anybody would (RFC 3261 §11): socket, guard, parser, queue and answer
 * are all in it. From a new port each time, so that nobody can pretend to be it.
 */
public final class OptionsProbe {
    private static final int LONGEST_ANSWER = 4096;

    private final String bindAddress;
    private final int port;
    private final Tokens tokens;
    private final Consumer<InetSocketAddress> announce;

    /**
     * @param bindAddress that the stack listens on; for all, the loopback is asked
     * @param announce is told where a probe comes from before it is sent, for the guard
     */
    public OptionsProbe(
            String bindAddress, int port, Tokens tokens, Consumer<InetSocketAddress> announce) {
        this.bindAddress = bindAddress;
        this.port = port;
        this.tokens = tokens;
        this.announce = announce;
    }

    /** Whether the answer came within that time. Blocks as long. */
    public boolean isAnswered(int withinMs) throws IOException {
        InetAddress bound = InetAddress.getByName(bindAddress);
        InetAddress address = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(address, 0))) {
            socket.connect(address, port); // what others send does not come through
            announce.accept((InetSocketAddress) socket.getLocalSocketAddress());
            String callId = tokens.callId();
            byte[] request = request(address, socket.getLocalPort(), callId);
            socket.send(new DatagramPacket(request, request.length));
            return awaits(socket, callId, withinMs);
        }
    }

    private static boolean awaits(DatagramSocket socket, String callId, int withinMs)
            throws IOException {
        byte[] buffer = new byte[LONGEST_ANSWER];
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
        for (long left = withinMs; left > 0; left = millisUntil(deadline)) {
            socket.setSoTimeout((int) left);
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return false;
            }
            String answer = new String(buffer, 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            if (answer.startsWith("SIP/2.0 200 ") && answer.contains(callId)) {
                return true;
            }
        }
        return false;
    }

    private static long millisUntil(long deadline) {
        return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }

    private byte[] request(InetAddress address, int from, String callId) {
        String host = address.getHostAddress();
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String uri = "sip:" + literal + ":" + port;
        return String.join(
                        "\r\n",
                        "OPTIONS " + uri + " SIP/2.0",
                        "Via: SIP/2.0/UDP " + literal + ":" + from + ";branch=" + tokens.branch(),
                        "Max-Forwards: 70",
                        "From: <sip:watchdog@" + literal + ">;tag=" + tokens.tag(),
                        "To: <" + uri + ">",
                        "Call-ID: " + callId,
                        "CSeq: 1 OPTIONS",
                        "Content-Length: 0",
                        "",
                        "")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
