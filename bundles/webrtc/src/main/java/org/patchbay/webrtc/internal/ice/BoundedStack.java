package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import org.ice4j.StunException;
import org.ice4j.StunMessageEvent;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.message.Message;
import org.ice4j.socket.IceSocketWrapper;
import org.ice4j.stack.RawMessage;
import org.ice4j.stack.StunStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of ICE of one session, within bounds. ice4j has a thread that reads each address,
 * and starts one more for each message that the others have no time for; here a message is dealt
 * with by the thread that reads it.
 */
final class BoundedStack extends StunStack {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedStack.class);

    private final StunRate rate = new StunRate(nowMs());

    private static long nowMs() {
        return System.nanoTime() / 1_000_000;
    }

    @Override
    public void addSocket(IceSocketWrapper socket) {
        super.addSocket(new Bounded(socket));
    }

    @Override
    public void addSocket(IceSocketWrapper socket, TransportAddress remote) {
        super.addSocket(new Bounded(socket), remote);
    }

    /** One address. Its thread never comes back from {@link #receive}: nothing is left to do. */
    private final class Bounded extends IceSocketWrapper {
        private final IceSocketWrapper socket;
        private final TransportAddress local;
        private final StunRate.Source source = rate.source(nowMs());

        Bounded(IceSocketWrapper socket) {
            this.socket = socket;
            boolean isTcp = socket.getTCPSocket() != null;
            local =
                    new TransportAddress(
                            socket.getLocalAddress(),
                            socket.getLocalPort(),
                            isTcp ? Transport.TCP : Transport.UDP);
        }

        /**
         * @throws IOException the end
         */
        @Override
        public void receive(DatagramPacket packet) throws IOException {
            while (true) {
                packet.setLength(packet.getData().length);
                socket.receive(packet);
                if (source.admits(nowMs())) {
                    hear(packet);
                }
            }
        }

        private void hear(DatagramPacket packet) {
            try {
                RawMessage raw =
                        RawMessage.build(
                                packet.getData(),
                                packet.getLength(),
                                new TransportAddress(
                                        packet.getAddress(),
                                        packet.getPort(),
                                        local.getTransport()),
                                local);
                Message message = Message.decode(raw.getBytes(), 0, raw.getMessageLength());
                handleMessageEvent(new StunMessageEvent(BoundedStack.this, raw, message));
            } catch (StunException | RuntimeException e) {
                LOG.debug("no message of ICE", e);
            }
        }

        @Override
        public void send(DatagramPacket packet) throws IOException {
            socket.send(packet);
        }

        @Override
        public void close() {
            socket.close();
        }

        @Override
        public InetAddress getLocalAddress() {
            return socket.getLocalAddress();
        }

        @Override
        public int getLocalPort() {
            return socket.getLocalPort();
        }

        @Override
        public SocketAddress getLocalSocketAddress() {
            return socket.getLocalSocketAddress();
        }

        @Override
        public Socket getTCPSocket() {
            return socket.getTCPSocket();
        }

        @Override
        public DatagramSocket getUDPSocket() {
            return socket.getUDPSocket();
        }
    }
}
