package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.stack.ConnectionOrientedMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.tls.TlsContext;

/** Accepts TLS connections, and makes them to whom a name is known that can be checked. */
class TlsFlowProcessor extends FlowProcessor {
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
    ConnectionOrientedMessageChannel known(String key) {
        NextHop hop = heading.hop();
        ConnectionOrientedMessageChannel accepted = messageChannels.get(key);
        if (!hop.needsConnection()) {
            return messageChannels.get(slot(key, hop.domain()));
        }
        if (hasId(accepted, hop.connection())) {
            return accepted;
        }
        return messageChannels.values().stream()
                .filter(channel -> hasId(channel, hop.connection()))
                .findAny()
                .orElse(null);
    }

    private static boolean hasId(ConnectionOrientedMessageChannel channel, String id) {
        return channel instanceof TlsFlowChannel && ((TlsFlowChannel) channel).id().equals(id);
    }

    @Override
    String slot(String key, FlowChannel channel) {
        return slot(key, ((TlsFlowChannel) channel).domain());
    }

    private static String slot(String key, String domain) {
        return domain.isEmpty() ? key : key + " " + domain;
    }

    @Override
    FlowChannel made(InetAddress target, int port) throws IOException {
        String domain = heading.hop().domain();
        if (heading.hop().needsConnection()) {
            throw new IOException("the connection that it must go over is gone");
        }
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
