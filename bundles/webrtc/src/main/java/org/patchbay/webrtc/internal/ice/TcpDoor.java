package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP port, until somebody has said a first check (RFC 6544, RFC 4571): so many may stand there
 * in silence, and not for long; who has stood longest makes room. One thread.
 */
final class TcpDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpDoor.class);

    /** Longer than any check. */
    private static final int LONGEST = 1500;

    /** To whom it opens. Throws for who may not come in. */
    interface House {
        void enter(Socket socket, FirstCheck check, byte[] packet) throws IOException;
    }

    /** Fails where the process has no file descriptors left. */
    interface Accept {
        SocketChannel from(ServerSocketChannel door) throws IOException;
    }

    /**
     * How they come in.
     *
     * @param pauseMs after one who could not be taken, or the door would ask again at once
     */
    record Taking(long pauseMs, Accept accept) {
        static final Taking USUAL = new Taking(1000, ServerSocketChannel::accept);
    }

    /**
     * How much silence there may be.
     *
     * @param most connections at a time
     * @param patienceMs of each
     */
    record Silence(int most, long patienceMs) {}

    private final Selector selector;
    private final List<ServerSocketChannel> doors = new ArrayList<>();
    private final Silence silence;
    private final Taking taking;
    private final House house;
    private final Deque<Guest> silent = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "blocking-webrtc-tcp-door");
    private volatile boolean closed;

    /** Nobody is taken. */
    private boolean pauses;

    private long pausesUntil;

    /** Nobody could be taken last time, which was said. */
    private boolean fails;

    TcpDoor(List<? extends InetSocketAddress> addresses, Silence silence, House house)
            throws IOException {
        this(addresses, silence, Taking.USUAL, house);
    }

    TcpDoor(
            List<? extends InetSocketAddress> addresses,
            Silence silence,
            Taking taking,
            House house)
            throws IOException {
        this.silence = silence;
        this.taking = taking;
        this.house = house;
        selector = Selector.open();
        try {
            for (InetSocketAddress address : addresses) {
                ServerSocketChannel door = ServerSocketChannel.open();
                doors.add(door);
                door.bind(address);
                door.configureBlocking(false);
                door.register(selector, SelectionKey.OP_ACCEPT);
            }
        } catch (IOException e) {
            release();
            throw e;
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** Somebody who has not said a whole check yet. */
    private static final class Guest {
        final SocketChannel channel;
        final long until;
        private ByteBuffer part = ByteBuffer.allocate(2);
        private boolean counted;

        Guest(SocketChannel channel, long until) {
            this.channel = channel;
            this.until = until;
        }

        /** Never reads on behind the check: what follows is for others. */
        Optional<byte[]> packet() throws IOException {
            while (true) {
                int n = channel.read(part);
                if (n < 0) {
                    throw new IOException("gone");
                }
                if (part.hasRemaining()) {
                    return Optional.empty();
                }
                if (counted) {
                    return Optional.of(part.array());
                }
                int length = part.getShort(0) & 0xFFFF;
                if (length == 0 || length > LONGEST) {
                    throw new IOException("no check");
                }
                part = ByteBuffer.allocate(length);
                counted = true;
            }
        }
    }

    private void run() {
        while (!closed) {
            try {
                selector.select(untilNext());
                List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
                selector.selectedKeys().clear();
                for (SelectionKey key : ready) {
                    serve(key);
                }
                expire();
                goOn();
            } catch (IOException | RuntimeException e) {
                LOG.warn("a connection of a browser could not be taken", e);
            }
        }
        release();
    }

    private long untilNext() {
        long now = System.nanoTime();
        Guest first = silent.peek();
        long wait = first == null ? Long.MAX_VALUE : first.until - now;
        wait = pauses ? Math.min(wait, pausesUntil - now) : wait;
        return wait == Long.MAX_VALUE ? 0 : Math.max(1, wait / 1_000_000);
    }

    private void serve(SelectionKey key) {
        if (key.isValid() && key.channel() instanceof ServerSocketChannel door) {
            accept(door);
        } else if (key.isValid()) {
            listen(key, (Guest) key.attachment());
        }
    }

    private void accept(ServerSocketChannel door) {
        try {
            SocketChannel channel = taking.accept().from(door);
            fails = false;
            if (channel != null) {
                stand(channel);
            }
        } catch (IOException e) {
            if (!fails) {
                LOG.warn("browsers cannot come in over TCP for now: {}", e.getMessage());
            }
            fails = true;
            pauses = true;
            pausesUntil = System.nanoTime() + taking.pauseMs() * 1_000_000;
            interest(0);
        }
    }

    private void goOn() {
        if (pauses && System.nanoTime() - pausesUntil >= 0) {
            pauses = false;
            interest(SelectionKey.OP_ACCEPT);
        }
    }

    private void interest(int in) {
        doors.forEach(door -> door.keyFor(selector).interestOps(in));
    }

    private void stand(SocketChannel channel) {
        Guest guest = new Guest(channel, System.nanoTime() + silence.patienceMs() * 1_000_000);
        try {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, guest);
        } catch (IOException e) {
            shut(channel);
            return;
        }
        silent.add(guest);
        if (silent.size() > silence.most()) {
            shut(silent.remove().channel);
        }
    }

    private void listen(SelectionKey key, Guest guest) {
        try {
            Optional<byte[]> packet = guest.packet();
            if (packet.isPresent()) {
                silent.remove(guest);
                byte[] said = packet.get();
                FirstCheck check =
                        FirstCheck.of(said, 0, said.length)
                                .orElseThrow(() -> new IOException("no check"));
                key.cancel();
                selector.selectNow(); // else the channel is still the selector's
                guest.channel.configureBlocking(true);
                house.enter(guest.channel.socket(), check, said);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("not let in", e);
            silent.remove(guest);
            shut(guest.channel);
        }
    }

    private void expire() {
        long now = System.nanoTime();
        while (!silent.isEmpty() && silent.peek().until - now <= 0) {
            shut(silent.remove().channel);
        }
    }

    private static void shut(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closed all the same", e);
        }
    }

    private void release() {
        doors.forEach(TcpDoor::shut);
        silent.forEach(guest -> shut(guest.channel));
        silent.clear();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("closed all the same", e);
        }
    }

    /** The port is free when this returns. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
