package org.patchbay.sip.internal.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.testkit.Eventually;

/** The guard inside a real stack, on loopback. */
class GuardedStackTest implements SipListener {
    private static final int BURST = 40;
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private SipStackImpl stack;
    private DatagramSocket peer;
    private InetSocketAddress server;

    @BeforeEach
    void start() throws Exception {
        Properties p = new Properties();
        p.setProperty("javax.sip.STACK_NAME", "guarded");
        p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        p.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "2");
        p.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", "4096");
        p.setProperty("gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE", "200000");
        p.setProperty("gov.nist.javax.sip.NETWORK_LAYER", GuardedNetworkLayer.class.getName());
        p.setProperty("gov.nist.javax.sip.STACK_LOGGER", NullStackLogger.class.getName());
        p.setProperty("gov.nist.javax.sip.SERVER_LOGGER", NullServerLogger.class.getName());
        new GuardSettings(1, 1, 1, BURST).putInto(p);
        stack = new SipStackImpl(p);
        peer = new DatagramSocket(new InetSocketAddress(loopback, 0));
        peer.setSoTimeout(5_000);
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
            server = new InetSocketAddress(loopback, free.getLocalPort());
        }
        ListeningPoint point =
                stack.createListeningPoint(loopback.getHostAddress(), server.getPort(), "udp");
        stack.createSipProvider(point).addSipListener(this);
        stack.start();
    }

    @AfterEach
    void stop() {
        peer.close();
        stack.stop();
    }

    @Test
    void onlyGoodMessagesReachTheStack() throws Exception {
        send("\r\n\r\n");
        send("nonsense");
        send(MessageCheckTest.OPTIONS.replace("Call-ID: abc@127.0.0.1\r\n", ""));
        assertTrue(receive().startsWith("SIP/2.0 400 "));
        send(MessageCheckTest.OPTIONS.replace("\r\n\r\n", "\r\n\r\n" + "x".repeat(5000)));
        send(MessageCheckTest.OPTIONS.replace("Call-ID: abc", "Call-ID: good") + "trailing");
        assertEquals("good@127.0.0.1", arrived.poll(5, TimeUnit.SECONDS));
        GuardCounters.Snapshot counters = counters();
        assertEquals(new GuardCounters.Snapshot(1, 1, 0, 1, 1, 1), counters);
        assertTrue(arrived.isEmpty());
    }

    @Test
    void aFloodIsCutDownToTheRate() throws Exception {
        for (int i = 0; i < 3 * BURST; i++) {
            send(
                    MessageCheckTest.OPTIONS
                            .replace("Call-ID: abc", "Call-ID: " + i)
                            .replace("z9hG4bK1", "z9hG4bK1" + i));
        }
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (counters().passed() + counters().tooFast() < 3 * BURST) {
            assertTrue(System.nanoTime() < deadline, counters().toString());
            Thread.onSpinWait();
        }
        assertTrue(counters().passed() <= BURST + 5, counters().toString());
        assertTrue(counters().tooFast() >= 2 * BURST - 5, counters().toString());
    }

    @Test
    void whoIsExemptComesThroughWhateverTheFlood() throws Exception {
        for (int i = 0; i < 3 * BURST; i++) {
            send("\r\n\r\n");
        }
        Eventually.holds(() -> assertTrue(counters().tooFast() > BURST));
        ((GuardedNetworkLayer) stack.getNetworkLayer())
                .exempt((InetSocketAddress) peer.getLocalSocketAddress());
        send(MessageCheckTest.OPTIONS.replace("Call-ID: abc", "Call-ID: probe"));
        assertEquals("probe@127.0.0.1", arrived.poll(5, TimeUnit.SECONDS));
    }

    private GuardCounters.Snapshot counters() {
        return ((GuardedNetworkLayer) stack.getNetworkLayer()).counters();
    }

    private void send(String text) throws IOException {
        byte[] data = text.getBytes(StandardCharsets.ISO_8859_1);
        peer.send(new DatagramPacket(data, data.length, server));
    }

    private String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4000], 4000);
        peer.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void processRequest(RequestEvent event) {
        arrived.add(event.getRequest().getHeader("Call-ID").toString().substring(9).strip());
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
}
