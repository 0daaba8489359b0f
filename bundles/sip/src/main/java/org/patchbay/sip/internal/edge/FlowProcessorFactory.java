package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.sip.internal.tls.TlsContext;
import org.patchbay.sip.internal.ws.WsSettings;

/** Makes the stack's listeners; those of streams give every connection an id. */
final class FlowProcessorFactory implements MessageProcessorFactory {
    private final Shared shared;
    private final Optional<TlsContext> tls;
    private final WsSettings ws;
    private final Heading heading;

    FlowProcessorFactory(Shared shared, Optional<TlsContext> tls, WsSettings ws, Heading heading) {
        this.shared = shared;
        this.tls = tls;
        this.ws = ws;
        this.heading = heading;
    }

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport)
            throws IOException {
        return switch (transport.toLowerCase(Locale.ROOT)) {
            case "udp" -> new UdpProcessor(address, stack, port, shared);
            case "tcp" -> new FlowProcessor(address, stack, port, shared);
            case "tls" ->
                    new TlsFlowProcessor(address, stack, port, shared, tls.orElseThrow(), heading);
            case "wss" ->
                    new WssFlowProcessor(
                            address, stack, port, shared, tls.orElseThrow(), heading, ws);
            default -> throw new IOException("no such transport: " + transport);
        };
    }
}
