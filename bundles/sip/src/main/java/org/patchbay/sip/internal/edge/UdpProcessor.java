package org.patchbay.sip.internal.edge;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageChannel;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.concurrent.LinkedBlockingQueue;
import org.patchbay.sip.internal.trace.SipTape;

/**
 * The stack's UDP listener: one thread, which an error does not end, reads a datagram, parses it
 * and posts what it says. The stack's own way is a thread that reads for others that parse, with a
 * queue of whole receive buffers between them: each datagram wakes two, and a server that is behind
 * answers what nobody waits for any more. Here what waits, waits in the system's buffer.
 */
final class UdpProcessor extends UDPMessageProcessor {
    private final MessageFailures failures;
    private final SipTape tape;
    private final String local;
    private UDPMessageChannel worker;

    UdpProcessor(InetAddress address, SIPTransactionStack stack, int port, Shared shared)
            throws IOException {
        super(address, stack, port);
        this.failures = shared.failures();
        this.tape = shared.tape();
        this.local = address.getHostAddress() + ":" + port;
        this.messageQueue = new Reading();
        this.messageChannels = new LinkedList<MessageChannel>();
    }

    /**
     * One worker keeps datagrams in their order: with several a CANCEL overtakes its INVITE and a
     * request its predecessor. It only parses and posts; the calls' threads do the work.
     */
    @Override
    public void start() {
        isRunning = true;
        worker = new Channel(this);
    }

    /** The thread that would read for the worker is never started. */
    @Override
    public void run() {}

    private void untilStopped(Runnable loop) {
        while (isRunning) {
            try {
                loop.run();
            } catch (Error e) {
                failures.caught(e);
            }
        }
    }

    @Override
    public void stop() {
        try {
            super.stop();
        } finally {
            if (worker != null) {
                worker.close();
            }
        }
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws UnknownHostException {
        return new Channel(target.getInetAddress(), target.getPort(), this);
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress target, int port) {
        return new Channel(target, port, this);
    }

    private void send(byte[] message, InetAddress target, int port) throws IOException {
        try {
            tape.note(true, "udp", local, target, port, message);
            sock.send(new DatagramPacket(message, message.length, target, port));
        } catch (IllegalArgumentException e) {
            throw new IOException("no such port", e);
        }
    }

    /** Takes from the socket. */
    private final class Reading extends LinkedBlockingQueue<DatagramQueuedMessageDispatch> {
        private static final long serialVersionUID = 1;

        private final transient DatagramPacket room =
                new DatagramPacket(
                        new byte[StackSettings.MAX_MESSAGE_BYTES], StackSettings.MAX_MESSAGE_BYTES);

        /**
         * @return null when the listener was stopped
         */
        @Override
        public DatagramQueuedMessageDispatch take() {
            while (isRunning) {
                try {
                    room.setLength(StackSettings.MAX_MESSAGE_BYTES);
                    sock.receive(room);
                    return new DatagramQueuedMessageDispatch(copy(), System.currentTimeMillis());
                } catch (IOException | RuntimeException e) { // nobody else reads
                    if (isRunning) {
                        failures.caught(e);
                    }
                }
            }
            return null;
        }

        private DatagramPacket copy() {
            byte[] bytes = Arrays.copyOf(room.getData(), room.getLength());
            tape.note(false, "udp", local, room.getAddress(), room.getPort(), bytes);
            return new DatagramPacket(bytes, bytes.length, room.getSocketAddress());
        }
    }

    /**
     * Sends from the port that we listen on, which the stack does for listeners of its own making
     * alone, and by datagrams, whatever a Via says.
     */
    private static final class Channel extends UDPMessageChannel {
        /** The worker. */
        Channel(UdpProcessor processor) {
            super(processor.getSIPStack(), processor, "sip-stack-udp-" + processor.getPort());
        }

        Channel(InetAddress target, int port, UdpProcessor processor) {
            super(target, port, processor.getSIPStack(), processor);
        }

        private UdpProcessor processor() {
            return (UdpProcessor) messageProcessor;
        }

        /** Begins before the constructor has ended: what it needs is in the processor. */
        @Override
        public void run() {
            processor().untilStopped(super::run);
        }

        @Override
        protected void sendMessage(byte[] message, InetAddress target, int port, boolean retry)
                throws IOException {
            processor().send(message, target, port);
        }

        @Override
        protected void sendMessage(
                byte[] message, InetAddress target, int port, String transport, boolean retry)
                throws IOException {
            processor().send(message, target, port);
        }
    }
}
