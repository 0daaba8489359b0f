package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import org.patchbay.sip.internal.tls.TlsContext;
import org.patchbay.sip.internal.ws.WsSettings;

/** Accepts WebSocket connections over TLS, and makes none: nobody listens at their far end. */
final class WssFlowProcessor extends TlsFlowProcessor {
    private final TlsContext tls;
    private final WsSettings settings;

    WssFlowProcessor(
            InetAddress address,
            SIPTransactionStack stack,
            int port,
            Shared shared,
            TlsContext tls,
            Heading heading,
            WsSettings settings) {
        super(address, stack, port, shared, tls, heading);
        this.transport = "WSS";
        this.tls = tls;
        this.settings = settings;
    }

    @Override
    FlowChannel accepted(SocketChannel client) throws IOException {
        return new WssFlowChannel(this, client, shared, tls.accepting(), settings);
    }

    @Override
    FlowChannel made(InetAddress target, int port) throws IOException {
        throw new IOException("the connection that it must go over is gone");
    }
}
