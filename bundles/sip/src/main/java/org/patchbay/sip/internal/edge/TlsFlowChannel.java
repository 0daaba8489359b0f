package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLEngine;
import org.patchbay.sip.internal.tls.TlsLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TLS connection with an id of ours. The stack's own TLS checks nobody's name and can go round in
 * circles; this is its TCP with our records in between.
 */
class TlsFlowChannel extends FlowChannel {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFlowChannel.class);
    private static final String TLS = "TLS";

    private final Connections connections;
    private final String domain;
    private final TlsLink link;
    private volatile boolean over;

    /** Transactions whose request waits for the handshake: they fail with it. */
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();

    TlsFlowChannel(
            NioTcpMessageProcessor processor, SocketChannel socket, Shared shared, SSLEngine engine)
            throws IOException {
        super(processor, socket, shared);
        this.connections = shared.connections();
        this.domain = "";
        this.link = new TlsLink(engine, this::toWire);
        connections.heard(id(), false, true); // a handshake may take as long as a message
    }

    /** A new connection from us, which only {@code domain} may answer. */
    TlsFlowChannel(
            InetAddress target,
            int port,
            SIPTransactionStack stack,
            NioTcpMessageProcessor processor,
            Shared shared,
            SSLEngine engine,
            String domain)
            throws IOException {
        super(target, port, stack, processor, shared);
        this.connections = shared.connections();
        this.domain = domain;
        this.link = new TlsLink(engine, this::toWire);
        connections.heard(id(), false, true);
    }

    /** Whom the far side has proven to be, or must before anything is sent; empty for nobody. */
    String domain() {
        return domain;
    }

    @Override
    public String getTransport() {
        return TLS;
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        note(message);
        super.sendMessage(message);
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress address, int port) throws IOException {
        note(message);
        super.sendMessage(message, address, port);
    }

    private void note(SIPMessage message) {
        if (!link.isSecured() && message instanceof SIPRequest) {
            waiting.add(message.getTransactionId());
        }
    }

    @Override
    void outgoing(byte[] bytes) throws IOException {
        link.send(bytes);
    }

    /**
     * Behind the records that wait, or the far side could not read it. The end waits with it: for
     * whatever else comes, or as long as a message may take.
     */
    @Override
    void last(byte[] bytes) throws IOException {
        link.send(bytes);
        over = true;
    }

    /** What was sent is still to be read; then the far side ends it, or the next sweep does. */
    final void endSoon() {
        over = true;
    }

    @Override
    protected void addBytes(byte[] bytes) throws Exception {
        if (link == null) {
            throw new IOException("it speaks before it is spoken to");
        }
        if (over) {
            throw new IOException("not a SIP stream");
        }
        boolean wasSecured = link.isSecured();
        byte[] plain;
        try {
            plain = link.received(bytes);
        } catch (IOException e) {
            if (!wasSecured && !domain.isEmpty()) {
                LOG.warn("no TLS with {} at {}: {}", domain, getPeerAddress(), reason(e));
            } else {
                LOG.debug("no TLS with {}: {}", getPeerAddress(), reason(e));
            }
            throw e;
        }
        if (!wasSecured && link.isSecured()) {
            waiting.clear();
            connections.heard(id(), true, false);
        }
        try {
            if (plain.length > 0) {
                stream(plain);
            }
        } catch (IOException e) {
            if (!over) {
                throw e;
            }
        }
        if (link.isEnded()) {
            throw new IOException("the far side has ended TLS");
        }
    }

    /** The innermost one says what is wrong with a certificate. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    @Override
    protected void close(boolean removeSocket, boolean stopKeepAliveTask) {
        super.close(removeSocket, stopKeepAliveTask);
        if (waiting == null) {
            return; // it fails while it is made
        }
        Queue<NioTcpMessageProcessor.PendingData> unsent = new ArrayDeque<>();
        for (String id = waiting.poll(); id != null; id = waiting.poll()) {
            unsent.add(new NioTcpMessageProcessor.PendingData(id, ByteBuffer.allocate(0)));
        }
        if (!unsent.isEmpty()) {
            triggerConnectFailure(unsent);
        }
    }
}
