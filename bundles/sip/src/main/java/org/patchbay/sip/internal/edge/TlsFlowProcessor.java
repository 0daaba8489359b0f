package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.stack.ConnectionOrientedMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.tls.TlsContext;

/** Accepts TLS connections, and makes them to whom a name is known that can be checked. */
final class TlsFlowProcessor extends FlowProcessor {
    private static final int DEFAULT_PORT = 5061;

    private final TlsContext tls;
    private final Heading heading;

    TlsFlowProcessor(
            InetAddress address,
            SIPTransactionStack stack,
            int port,
            Shared shared,
            TlsContext tls,
            Heading heading) {
        super(address, stack, port, shared);
        this.transport = "TLS";
        this.tls = tls;
        this.heading = heading;
    }

    @Override
    FlowChannel accepted(SocketChannel client) throws IOException {
        return new TlsFlowChannel(this, client, shared, tls.accepting());
    }

    /** Two names may share an address: what is for one does not go to the other. */
    @Override
    boolean leadsThere(ConnectionOrientedMessageChannel known) throws IOException {
        NextHop hop = heading.hop();
        if (!(known instanceof TlsFlowChannel)) {
            return false;
        }
        TlsFlowChannel channel = (TlsFlowChannel) known;
        if (hop.needsConnection() && !hop.connection().equals(channel.id())) {
            throw new IOException("another connection than the one that it must go over");
        }
        return hop.needsConnection() || hop.domain().equals(channel.domain());
    }

    @Override
    FlowChannel made(InetAddress target, int port) throws IOException {
        String domain = heading.hop().domain();
        if (domain.isEmpty()) {
            throw new IOException("no connection, and no name to ask a certificate for");
        }
        return new TlsFlowChannel(
                target, port, getSIPStack(), this, shared, tls.connecting(domain), domain);
    }

    @Override
    public int getDefaultTargetPort() {
        return DEFAULT_PORT;
    }

    @Override
    public boolean isSecure() {
        return true;
    }
}
