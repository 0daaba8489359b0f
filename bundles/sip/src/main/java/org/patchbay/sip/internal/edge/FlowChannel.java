package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Locale;
import java.util.Queue;
import org.patchbay.sip.internal.guard.GuardedParser;
import org.patchbay.sip.internal.guard.MessageCheck;
import org.patchbay.sip.internal.trace.SipTape;

/**
 * A TCP connection with an id of ours. Cuts the stream into messages itself: the stack's own way
 * reserves whatever a Content-Length asks for and knows no compact header names.
 */
class FlowChannel extends NioTcpMessageChannel {
    private static final byte[] PONG = {'\r', '\n'};

    private final Connections connections;
    private final MessageFailures failures;
    private final SipTape tape;
    private final String id;
    private final InetAddress source;
    private final StreamFramer framer = new StreamFramer(StackSettings.MAX_MESSAGE_BYTES);
    private final GuardedParser parser;
    private volatile boolean failed;

    FlowChannel(NioTcpMessageProcessor processor, SocketChannel socket, Shared shared)
            throws IOException {
        super(processor, socket);
        this.connections = shared.connections();
        this.failures = shared.failures();
        this.tape = shared.tape();
        this.messageProcessor = processor;
        this.parser = new GuardedParser();
        this.source = socket.socket().getInetAddress();
        this.id = connections.opened(source, this::close);
    }

    /** A new connection from us; it is made while messages wait. */
    FlowChannel(
            InetAddress target,
            int port,
            SIPTransactionStack stack,
            NioTcpMessageProcessor processor,
            Shared shared)
            throws IOException {
        super(target, port, stack, processor);
        this.connections = shared.connections();
        this.failures = shared.failures();
        this.tape = shared.tape();
        this.parser = new GuardedParser();
        this.source = target;
        this.id = connections.opened(null, this::close);
        this.isCached = true; // else a request from there would close it to cache it
    }

    String id() {
        return id;
    }

    final InetAddress source() {
        return source;
    }

    /**
     * Writes to this connection and no other: where it is gone, the stack would make a new one, to
     * a port that nobody listens on.
     */
    @Override
    protected void sendMessage(byte[] bytes, boolean isClient) throws IOException {
        requireOpen();
        note(true, bytes);
        outgoing(bytes);
        requireOpen(); // a connect may have failed before the bytes were queued
    }

    /** Whole messages. */
    void outgoing(byte[] bytes) throws IOException {
        toWire(bytes);
    }

    /** As it is on the network. */
    final void toWire(byte[] bytes) throws IOException {
        ((NioTcpMessageProcessor) messageProcessor).send(socketChannel, bytes);
    }

    @Override
    public void sendMessage(byte[] bytes, InetAddress address, int port, boolean retry)
            throws IOException {
        sendMessage(bytes, retry);
    }

    private void note(boolean sent, byte[] bytes) {
        String local = messageProcessor.getIpAddress().getHostAddress();
        tape.note(
                sent,
                getTransport().toLowerCase(Locale.ROOT),
                local + ":" + messageProcessor.getPort(),
                source,
                getPeerPort(),
                bytes);
    }

    private void requireOpen() throws IOException {
        if (failed || socketChannel == null || !socketChannel.isOpen()) {
            throw new IOException("the connection is gone");
        }
    }

    @Override
    public synchronized void triggerConnectFailure(
            Queue<NioTcpMessageProcessor.PendingData> unsent) {
        failed = true;
        super.triggerConnectFailure(unsent);
    }

    /** On the selector thread: messages of one connection stay in their order. */
    @Override
    protected void addBytes(byte[] bytes) throws Exception {
        stream(bytes);
    }

    /** What came, as plain bytes. */
    void stream(byte[] bytes) throws IOException {
        StreamFramer.Cut cut = framer.add(bytes);
        connections.heard(id, !cut.messages().isEmpty(), framer.rest().length > 0);
        for (int i = 0; i < cut.pings(); i++) {
            pong();
        }
        for (byte[] message : cut.messages()) {
            message(message);
        }
        if (cut.broken()) {
            refuse(framer.rest());
            throw new IOException("not a SIP stream");
        }
    }

    /** Answers a keep-alive (RFC 5626 §4.4.1), as far as its source is served. */
    final void pong() throws IOException {
        if (connections.takes(source)) {
            sendMessage(PONG, false);
        }
    }

    /** A whole message, as far as its source is served. */
    final void message(byte[] bytes) throws IOException {
        if (connections.takes(source)) {
            one(bytes);
        }
    }

    /** Says why before it ends (RFC 4475 §3.1.2.3). */
    private void refuse(byte[] bytes) throws IOException {
        MessageCheck.Verdict verdict = MessageCheck.check(bytes, 0, bytes.length);
        if (verdict instanceof MessageCheck.Verdict.Refuse) {
            last(((MessageCheck.Verdict.Refuse) verdict).response());
        }
    }

    /** At once: what waits when the connection ends is thrown away. */
    void last(byte[] bytes) throws IOException {
        socketChannel.write(ByteBuffer.wrap(bytes));
    }

    /** An error of one message must not end the thread that reads all connections. */
    private void one(byte[] bytes) throws IOException {
        try {
            checked(bytes);
        } catch (Error e) {
            failures.caught(e);
        }
    }

    private void checked(byte[] bytes) throws IOException {
        MessageCheck.Verdict verdict = MessageCheck.check(bytes, 0, bytes.length);
        if (verdict instanceof MessageCheck.Verdict.Refuse) {
            sendMessage(((MessageCheck.Verdict.Refuse) verdict).response(), false);
        } else if (verdict instanceof MessageCheck.Verdict.Pass) {
            parse(bytes);
        } else if (verdict instanceof MessageCheck.Verdict.Drop) {
            connections.countDropped();
        }
    }

    private void parse(byte[] bytes) throws IOException {
        note(false, bytes);
        try {
            SIPMessage message = parser.parseSIPMessage(bytes, true, false, this);
            if (message != null) {
                processMessage(message);
            }
        } catch (ParseException e) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            boolean answerable = !text.startsWith("SIP/") && !text.startsWith("ACK ");
            String refusal = answerable ? createBadReqRes(text, e) : null;
            if (refusal != null) {
                sendMessage(refusal.getBytes(StandardCharsets.UTF_8), false);
            }
        } catch (Exception e) {
            throw new IOException("unreadable", e);
        }
    }

    @Override
    public void handleException(
            ParseException failure,
            SIPMessage message,
            @SuppressWarnings("rawtypes") Class header,
            String text,
            String whole)
            throws ParseException {
        if (header != null && MandatoryHeaders.contains(header)) {
            throw failure;
        }
        message.addUnparsed(text);
    }

    @Override
    protected void close(boolean removeSocket, boolean stopKeepAliveTask) {
        super.close(removeSocket, stopKeepAliveTask);
        if (connections != null) {
            connections.closed(id);
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
