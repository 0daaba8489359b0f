package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.stack.NIOHandler;
import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.nio.channels.SocketChannel;

/**
 * The stack's channels by socket, in a plain map of its own: the selector's thread, the calls'
 * threads that open connections and the one that ends idle ones all change it.
 */
final class ChannelTable extends NIOHandler {
    ChannelTable(SIPTransactionStack stack, NioTcpMessageProcessor processor) {
        super(stack, processor);
    }

    @Override
    public synchronized NioTcpMessageChannel getMessageChannel(SocketChannel socket) {
        return super.getMessageChannel(socket);
    }

    @Override
    public synchronized void putMessageChannel(SocketChannel socket, NioTcpMessageChannel channel) {
        super.putMessageChannel(socket, channel);
    }

    @Override
    public synchronized void removeMessageChannel(SocketChannel socket) {
        super.removeMessageChannel(socket);
    }
}
