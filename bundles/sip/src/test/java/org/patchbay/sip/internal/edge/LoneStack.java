package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.patchbay.sip.internal.guard.GuardSettings;
import org.patchbay.sip.internal.stats.SipCounters;
import org.patchbay.sip.internal.trace.SipTape;

/** The stack as we run it, with nobody behind it: answers 200, but for what is {@link #FATAL}. */
final class LoneStack implements SipListener, AutoCloseable {
    static final String FATAL = "fatal";

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final byte[] PING = {'\r', '\n', '\r', '\n'};
    private static final Pattern CALL_ID = Pattern.compile("\r\nCall-ID: ([^\r]*)\r\n");

    final SipCounters counters = new SipCounters();
    final AtomicLong now = new AtomicLong();
    final Connections connections;
    private final int port = freePort();
    private final PatchbayStack stack;
    private final SipProvider provider;
    private volatile Thread reader;

    LoneStack() {
        this(GuardSettings.DEFAULT);
    }

    /**
     * @param streams how much a source may send on connections
     */
    LoneStack(GuardSettings streams) {
        connections = new Connections("boot", id -> {}, streams, now::get);
        try {
            stack =
                    new PatchbayStack(
                            StackSettings.properties("lone-" + port),
                            new Shared(
                                    connections,
                                    new MessageFailures(counters, now::get),
                                    new SipTape(SipTape.Limits.NOTHING, InstantSource.system())),
                            new Listening("127.0.0.1", 0, List.of(), Optional.empty()),
                            new Heading());
            String address = LOOPBACK.getHostAddress();
            provider = stack.createSipProvider(stack.createListeningPoint(address, port, "udp"));
            provider.addListeningPoint(stack.createListeningPoint(address, port, "tcp"));
            provider.addSipListener(this);
            stack.start();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        try (ServerSocket tcp = new ServerSocket(0, 1, LOOPBACK);
                DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), LOOPBACK)) {
            return udp.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** After the next datagram the socket fails once, as no socket should. */
    void readingFailsOnce() throws ReflectiveOperationException {
        Field sock = UDPMessageProcessor.class.getDeclaredField("sock");
        sock.setAccessible(true);
        Object udp = ((ListeningPointImpl) provider.getListeningPoint("udp")).getMessageProcessor();
        sock.set(udp, FailingOnce.before((DatagramSocket) sock.get(udp)));
    }

    /** Throws at the first {@link #receive}. */
    private static final class FailingOnce extends DatagramSocket {
        private final DatagramSocket real;
        private boolean failed;

        private FailingOnce(DatagramSocket real) throws SocketException {
            super((SocketAddress) null);
            this.real = real;
        }

        static DatagramSocket before(DatagramSocket real) {
            try {
                return new FailingOnce(real);
            } catch (SocketException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void receive(DatagramPacket packet) throws IOException {
            if (!failed) {
                failed = true;
                throw new IllegalStateException("on purpose");
            }
            real.receive(packet);
        }

        @Override
        public void send(DatagramPacket packet) throws IOException {
            real.send(packet);
        }

        @Override
        public void close() {
            super.close();
            if (real != null) {
                real.close();
            }
        }
    }

    /** The thread that read the last request that was answered. */
    Thread reader() {
        return reader;
    }

    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest request = (SIPRequest) event.getRequest();
        if (request.getCallId().getCallId().equals(FATAL)) {
            throw new StackOverflowError("on purpose");
        }
        reader = Thread.currentThread();
        try {
            provider.sendResponse(request.createResponse(200));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {}

    @Override
    public void processTimeout(TimeoutEvent event) {}

    @Override
    public void processIOException(IOExceptionEvent event) {}

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    @Override
    public void close() {
        stack.stop();
        connections.allClosed();
    }

    Peer peer(String transport) throws IOException {
        return transport.equals("udp") ? new UdpPeer() : new TcpPeer();
    }

    /** Asks OPTIONS. */
    abstract static class Peer implements Closeable {
        private final AtomicInteger numbers = new AtomicInteger();

        final String text(String transport, int from, String callId) {
            String branch = "z9hG4bK" + callId + numbers.incrementAndGet();
            return String.join(
                    "\r\n",
                    "OPTIONS sip:127.0.0.1 SIP/2.0",
                    "Via: SIP/2.0/" + transport + " 127.0.0.1:" + from + ";rport;branch=" + branch,
                    "Max-Forwards: 70",
                    "From: <sip:peer@127.0.0.1>;tag=a",
                    "To: <sip:127.0.0.1>",
                    "Call-ID: " + callId,
                    "CSeq: " + numbers + " OPTIONS",
                    "Content-Length: 0",
                    "",
                    "");
        }

        abstract void options(String callId) throws IOException;

        /** A keep-alive; an answer to it would stand before that of the next request. */
        abstract void ping() throws IOException;

        /** The Call-ID of the next answer. */
        abstract String answered() throws IOException;

        static String callId(String answer) {
            Matcher matcher = CALL_ID.matcher(answer);
            if (!answer.startsWith("SIP/2.0 200 ") || !matcher.find()) {
                throw new AssertionError(answer);
            }
            return matcher.group(1);
        }
    }

    private final class UdpPeer extends Peer {
        private final DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));

        UdpPeer() throws IOException {
            socket.connect(LOOPBACK, port); // an answer from elsewhere is none
            socket.setSoTimeout(5_000);
        }

        @Override
        void options(String callId) throws IOException {
            byte[] bytes =
                    text("UDP", socket.getLocalPort(), callId).getBytes(StandardCharsets.UTF_8);
            socket.send(
                    new DatagramPacket(bytes, bytes.length, new InetSocketAddress(LOOPBACK, port)));
        }

        @Override
        void ping() throws IOException {
            socket.send(new DatagramPacket(PING, 4, new InetSocketAddress(LOOPBACK, port)));
        }

        @Override
        String answered() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
            socket.receive(packet);
            return callId(
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private final class TcpPeer extends Peer {
        private final Socket socket = new Socket(LOOPBACK, port);

        TcpPeer() throws IOException {
            socket.setSoTimeout(5_000);
        }

        @Override
        void options(String callId) throws IOException {
            String text = text("TCP", socket.getLocalPort(), callId);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        void ping() throws IOException {
            socket.getOutputStream().write(PING);
        }

        @Override
        String answered() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0) {
                int octet = in.read();
                if (octet < 0) {
                    throw new AssertionError("closed after " + text);
                }
                text.append((char) octet);
            }
            return callId(text.toString());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
