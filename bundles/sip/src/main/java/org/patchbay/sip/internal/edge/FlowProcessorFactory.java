package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.sip.internal.tls.TlsContext;

/** Makes the stack's listeners; those of streams give every connection an id. */
final class FlowProcessorFactory implements MessageProcessorFactory {
    private final Connections connections;
    private final MessageFailures failures;
    private final Optional<TlsContext> tls;
    private final Heading heading;

    FlowProcessorFactory(
            Connections connections,
            MessageFailures failures,
            Optional<TlsContext> tls,
            Heading heading) {
        this.connections = connections;
        this.failures = failures;
        this.tls = tls;
        this.heading = heading;
    }

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport)
            throws IOException {
        return switch (transport.toLowerCase(Locale.ROOT)) {
            case "udp" -> new UdpProcessor(address, stack, port, failures);
            case "tcp" -> new FlowProcessor(address, stack, port, connections, failures);
            case "tls" ->
                    new TlsFlowProcessor(
                            address,
                            stack,
                            port,
                            connections,
                            failures,
                            tls.orElseThrow(),
                            heading);
            default -> throw new IOException("no such transport: " + transport);
        };
    }
}
