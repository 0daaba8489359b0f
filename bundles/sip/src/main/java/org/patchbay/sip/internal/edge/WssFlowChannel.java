package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import org.patchbay.sip.internal.ws.WsLink;
import org.patchbay.sip.internal.ws.WsSettings;

/**
 * A TLS connection that carries WebSocket, each message of which is a SIP message (RFC 7118 §5).
 * The stack's own WebSocket bounds nothing and asks nobody where its page came from.
 */
final class WssFlowChannel extends TlsFlowChannel {
    private static final String WSS = "WSS";

    private final Connections connections;
    private final WsLink link;

    WssFlowChannel(
            NioTcpMessageProcessor processor,
            SocketChannel socket,
            Shared shared,
            SSLEngine engine,
            WsSettings settings)
            throws IOException {
        super(processor, socket, shared, engine);
        this.connections = shared.connections();
        this.link =
                new WsLink(
                        settings,
                        StackSettings.MAX_WEBSOCKET_BYTES,
                        () -> connections.takes(source()),
                        super::outgoing);
    }

    @Override
    public String getTransport() {
        return WSS;
    }

    @Override
    void outgoing(byte[] bytes) throws IOException {
        link.send(bytes);
    }

    @Override
    void stream(byte[] plain) throws IOException {
        if (link == null) {
            throw new IOException("it speaks before it is spoken to");
        }
        boolean wasOpen = link.isOpen();
        boolean whole = false;
        for (byte[] message : link.received(plain)) {
            whole = true;
            if (isPing(message)) {
                pong();
            } else {
                message(message);
            }
        }
        boolean open = link.isOpen();
        // Until the upgrade, and once it is over, it may take as long as a message.
        connections.heard(id(), whole || open && !wasOpen, !open || link.isOver());
        if (link.isOver()) {
            endSoon();
        }
    }

    /** RFC 5626 §4.4.1, as clients of RFC 7118 §6 send it in a message. */
    private static boolean isPing(byte[] message) {
        return message.length == 4
                && message[0] == '\r'
                && message[1] == '\n'
                && message[2] == '\r'
                && message[3] == '\n';
    }

    @Override
    protected void close(boolean removeSocket, boolean stopKeepAliveTask) {
        super.close(removeSocket, stopKeepAliveTask);
        if (link != null) {
            link.close();
        }
    }
}
