package org.patchbay.webrtc.internal.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import org.patchbay.webrtc.internal.ice.StunServer;

/**
 * A router that lets others reach a port behind it under an address of its own, and a STUN server
 * beyond it that sees that address. On the loopback.
 */
public final class Router implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final DatagramChannel stun = bound("127.0.0.1");
    private final Thread thread = new Thread(this::run, "test-router");
    private final Map<SocketAddress, DatagramChannel> inside = new HashMap<>();
    private DatagramChannel outside = bound("127.0.0.9");
    private volatile SocketAddress server;
    private volatile boolean answers;
    private volatile int asked;

    public Router() throws IOException {
        thread.setDaemon(true);
        thread.start();
    }

    private DatagramChannel bound(String address) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    public StunServer stun() throws IOException {
        return new StunServer("127.0.0.1", ((InetSocketAddress) stun.getLocalAddress()).getPort());
    }

    /** The STUN server says what it sees from now on. */
    public void answers() {
        answers = true;
    }

    /** Questions that came. */
    public int asked() {
        return asked;
    }

    /** Where the port behind it is reached. */
    public synchronized InetSocketAddress outside() throws IOException {
        return (InetSocketAddress) outside.getLocalAddress();
    }

    private void run() {
        ByteBuffer data = ByteBuffer.allocate(2048);
        while (selector.isOpen()) {
            try {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    came((DatagramChannel) key.channel(), data);
                }
                selector.selectedKeys().clear();
            } catch (ClosedSelectorException e) {
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void came(DatagramChannel to, ByteBuffer data) throws IOException {
        data.clear();
        SocketAddress from = to.receive(data);
        if (from == null) {
            return;
        }
        data.flip();
        if (to == stun) {
            question(from, data);
        } else if (to == outside) {
            inside(from).send(data, server);
        } else {
            for (Map.Entry<SocketAddress, DatagramChannel> way : inside.entrySet()) {
                if (way.getValue() == to) {
                    outside.send(data, way.getKey());
                }
            }
        }
    }

    private void question(SocketAddress from, ByteBuffer data) throws IOException {
        server = from;
        asked++;
        if (answers) {
            byte[] question = new byte[data.remaining()];
            data.get(question);
            byte[] seen =
                    Stun.seen(
                            Stun.transaction(question),
                            outside().getAddress().getAddress(),
                            outside().getPort());
            stun.send(ByteBuffer.wrap(seen), from);
        }
    }

    private DatagramChannel inside(SocketAddress client) throws IOException {
        DatagramChannel way = inside.get(client);
        if (way == null) {
            way = bound("127.0.0.1");
            inside.put(client, way);
        }
        return way;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
