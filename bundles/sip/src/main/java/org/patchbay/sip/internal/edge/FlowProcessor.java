package org.patchbay.sip.internal.edge;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.ConnectionOrientedMessageChannel;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;

/** Accepts TCP connections and makes them. */
class FlowProcessor extends NioTcpMessageProcessor {
    final Shared shared;
    private final Connections connections;

    FlowProcessor(InetAddress address, SIPTransactionStack stack, int port, Shared shared) {
        super(address, stack, port);
        this.nioHandler = new ChannelTable(stack, this);
        this.shared = shared;
        this.connections = shared.connections();
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
            channel = accepted(client);
        } catch (IOException e) {
            connections.refused(client.socket().getInetAddress());
            throw e;
        }
        nioHandler.putMessageChannel(client, channel);
        return channel;
    }

    FlowChannel accepted(SocketChannel client) throws IOException {
        return new FlowChannel(this, client, shared);
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        return towards(target.getInetAddress(), target.getPort());
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress target, int port) throws IOException {
        return towards(target, port);
    }

    /** The connection that there is, accepted or made, or a new one. */
    private synchronized MessageChannel towards(InetAddress target, int port) throws IOException {
        String key = MessageChannel.getKey(target, port, getTransport());
        ConnectionOrientedMessageChannel known = known(key);
        if (known != null) {
            return known;
        }
        FlowChannel channel = made(target, port);
        messageChannels.put(slot(key, channel), channel);
        return channel;
    }

    /** The right one of those to an address; null where there is none. */
    ConnectionOrientedMessageChannel known(String key) {
        return messageChannels.get(key);
    }

    /** Where one that we make is kept. */
    String slot(String key, FlowChannel channel) {
        return key;
    }

    @Override
    protected synchronized void remove(ConnectionOrientedMessageChannel channel) {
        super.remove(channel);
        if (channel instanceof FlowChannel) {
            messageChannels.remove(slot(channel.getKey(), (FlowChannel) channel), channel);
        }
    }

    FlowChannel made(InetAddress target, int port) throws IOException {
        return new FlowChannel(target, port, getSIPStack(), this, shared);
    }
}
