package org.patchbay.sip.internal.edge;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.NioMessageProcessorFactory;
import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import javax.sip.ListeningPoint;
import org.patchbay.sip.internal.guard.UdpBacklog;

/** Makes the stack's listeners; TCP ones give every connection an id. */
final class FlowProcessorFactory extends NioMessageProcessorFactory {
    /** Each keeps a receive buffer: 16 MB in all. */
    private static final int MOST_DATAGRAMS = 2_000;

    private final Connections connections;

    FlowProcessorFactory(Connections connections) {
        this.connections = connections;
    }

    @Override
    public MessageProcessor createMessageProcessor(
            SIPTransactionStack stack, InetAddress address, int port, String transport)
            throws IOException {
        return transport.equalsIgnoreCase(ListeningPoint.TCP)
                ? new FlowProcessor(address, stack, port, connections)
                : UdpBacklog.bound(
                        super.createMessageProcessor(stack, address, port, transport),
                        MOST_DATAGRAMS);
    }

    private static final class FlowProcessor extends NioTcpMessageProcessor {
        private final Connections connections;

        FlowProcessor(
                InetAddress address, SIPTransactionStack stack, int port, Connections connections) {
            super(address, stack, port);
            this.nioHandler = new ChannelTable(stack, this);
            this.connections = connections;
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
                channel = new FlowChannel(this, client, connections);
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
            FlowChannel channel = new FlowChannel(target, port, getSIPStack(), this, connections);
            messageChannels.put(key, channel);
            return channel;
        }
    }
}
