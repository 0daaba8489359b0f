package org.patchbay.sip.internal.edge;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** Makes the stack's listeners; TCP ones give every connection an id. */
final class FlowProcessorFactory implements MessageProcessorFactory {
    private final Connections connections;
    private final MessageFailures failures;

    FlowProcessorFactory(Connections connections, MessageFailures failures) {
        this.connections = connections;
        this.failures = failures;
    }

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport)
            throws IOException {
        return switch (transport.toLowerCase(Locale.ROOT)) {
            case "udp" -> new UdpProcessor(address, stack, port, failures);
            case "tcp" -> new FlowProcessor(address, stack, port, connections, failures);
            default -> throw new IOException("no such transport: " + transport);
        };
    }

    private static final class FlowProcessor extends NioTcpMessageProcessor {
        private final Connections connections;
        private final MessageFailures failures;

        FlowProcessor(
                InetAddress address,
                SIPTransactionStack stack,
                int port,
                Connections connections,
                MessageFailures failures) {
            super(address, stack, port);
            this.nioHandler = new ChannelTable(stack, this);
            this.connections = connections;
            this.failures = failures;
        }

        @Override
        public NioTcpMessageChannel createMessageChannel(
                NioTcpMessageProcessor processor, SocketChannel client) throws IOException {
            NioTcpMessageChannel known = nioHandler.getMessageChannel(client);
            if (known != null) {
                return known;
            }
            if (!connections.admits(client.socket().getInetAddress())) {
                client.close();
                throw new IOException("too many connections");
            }
            FlowChannel channel;
            try {
                channel = new FlowChannel(this, client, connections, failures);
            } catch (IOException e) {
                connections.refused(client.socket().getInetAddress());
                throw e;
            }
            nioHandler.putMessageChannel(client, channel);
            return channel;
        }

        @Override
        public MessageChannel createMessageChannel(HostPort target) throws IOException {
            return towards(target.getInetAddress(), target.getPort());
        }

        @Override
        public MessageChannel createMessageChannel(InetAddress target, int port)
                throws IOException {
            return towards(target, port);
        }

        /** The connection that there is, accepted or made, or a new one. */
        private synchronized MessageChannel towards(InetAddress target, int port)
                throws IOException {
            String key = MessageChannel.getKey(target, port, getTransport());
            MessageChannel known = messageChannels.get(key);
            if (known != null) {
                return known;
            }
            FlowChannel channel =
                    new FlowChannel(target, port, getSIPStack(), this, connections, failures);
            messageChannels.put(key, channel);
            return channel;
        }
    }
}
