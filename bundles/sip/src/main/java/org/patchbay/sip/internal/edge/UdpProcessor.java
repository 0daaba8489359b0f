package org.patchbay.sip.internal.edge;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageChannel;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The stack's UDP listener with threads that an error does not end, and a bound to the queue
 * between them, which keeps a whole receive buffer for each datagram: what does not fit is lost
 * like on the wire. The stack itself is told to make no worker.
 */
final class UdpProcessor extends UDPMessageProcessor {
    /** Each keeps a receive buffer: 16 MB in all. */
    private static final int MOST_DATAGRAMS = 2_000;

    private final MessageFailures failures;
    private UDPMessageChannel worker;

    UdpProcessor(InetAddress address, SIPTransactionStack stack, int port, MessageFailures failures)
            throws IOException {
        super(address, stack, port);
        this.failures = failures;
        this.messageQueue = new LinkedBlockingQueue<>(MOST_DATAGRAMS);
    }

    /**
     * One worker keeps datagrams in their order: with several a CANCEL overtakes its INVITE and a
     * request its predecessor. It only parses and posts; the calls' threads do the work.
     */
    @Override
    public void start() throws IOException {
        super.start();
        worker = new Channel(this);
    }

    /** Receives, on the stack's thread. */
    @Override
    public void run() {
        untilStopped(super::run);
    }

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
            sock.send(new DatagramPacket(message, message.length, target, port));
        } catch (IllegalArgumentException e) {
            throw new IOException("no such port", e);
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
