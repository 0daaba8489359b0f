package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from a STUN server, asked from the one port itself, where a router lets others reach it
 * (RFC 8445 §5.1.1.2). Whoever follows is told on a thread of this: do nothing slow.
 */
final class MappedAddresses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MappedAddresses.class);

    /** The longest answer that is read. */
    private static final int LONGEST = 1500;

    private final StunServer server;
    private final List<Way> ways = new ArrayList<>();
    private final Set<Runnable> followers = new CopyOnWriteArraySet<>();
    private final ScheduledThreadPoolExecutor thread;
    private volatile boolean closed;
    private volatile Mapped known = new Mapped(List.of(), false);

    MappedAddresses(StunServer server, List<BoundedUdp> ports) {
        this.server = server;
        thread =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread made = new Thread(task, "blocking-webrtc-stun");
                            made.setDaemon(true);
                            return made;
                        });
        ports.forEach(port -> ways.add(new Way(port)));
        ways.forEach(way -> thread.execute(way::go));
    }

    /** Any thread. */
    Mapped known() {
        return known;
    }

    /**
     * Is called when that is something else, until the answer is run. Any thread.
     *
     * @return ends it
     */
    Runnable follow(Runnable follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    private static long nowMs() {
        return System.nanoTime() / 1_000_000;
    }

    private void tell() {
        List<InetSocketAddress> all =
                ways.stream().flatMap(w -> w.asking.mapped().stream()).distinct().toList();
        if (!all.equals(known.addresses())) {
            known = new Mapped(all, false);
            LOG.info("{} sees us at {}", server, all.isEmpty() ? "no address" : all);
            followers.forEach(MappedAddresses::run);
        }
    }

    /** One that fails is no reason to leave the others untold. */
    private static void run(Runnable follower) {
        try {
            follower.run();
        } catch (RuntimeException e) {
            LOG.error("who follows our addresses failed", e);
        }
    }

    /** From one address of ours. On the one thread, but for what waits for answers. */
    private final class Way {
        private final BoundedUdp port;
        private final Asking asking;
        private final AtomicBoolean heard = new AtomicBoolean();
        private volatile DatagramSocket socket;

        Way(BoundedUdp port) {
            this.port = port;
            asking = new Asking(port.getLocalAddress().getAddress(), nowMs());
        }

        void go() {
            asking.due(nowMs()).ifPresentOrElse(this::send, this::rest);
            tell();
            long wait = Math.max(1, asking.nextMs() - nowMs());
            try {
                thread.schedule(this::go, wait, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // closed meanwhile
            }
        }

        /** Nothing is asked just now. Where it is silent, its name may lead elsewhere by then. */
        private void rest() {
            if (asking.isSilent()) {
                end();
            }
        }

        private void send(byte[] request) {
            try {
                if (socket == null) {
                    open();
                }
                DatagramSocket to = socket;
                if (to != null) {
                    to.send(new DatagramPacket(request, request.length));
                }
            } catch (IOException e) {
                LOG.debug("{} is not asked: {}", server, e.getMessage());
                end();
            }
        }

        private void open() throws IOException {
            InetAddress own = port.getLocalAddress().getAddress();
            InetSocketAddress to = server.at(own.getClass());
            DatagramSocket made = port.to(to);
            socket = made;
            if (closed) {
                end(); // while a name server was slow
                return;
            }
            Thread reader = new Thread(() -> read(made), "blocking-webrtc-stun-in");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(DatagramSocket from) {
            byte[] data = new byte[LONGEST];
            while (true) {
                DatagramPacket packet = new DatagramPacket(data, data.length);
                try {
                    from.receive(packet);
                    byte[] answer = Arrays.copyOf(data, packet.getLength());
                    if (heard.compareAndSet(false, true)) {
                        thread.execute(() -> came(answer));
                    }
                } catch (IOException | RejectedExecutionException e) {
                    return;
                }
            }
        }

        private void came(byte[] answer) {
            heard.set(false);
            asking.came(answer, nowMs());
            tell();
        }

        void end() {
            DatagramSocket open = socket;
            socket = null;
            if (open != null) {
                open.close();
            }
        }
    }

    /** Ends its threads. */
    @Override
    public void close() {
        closed = true;
        followers.clear();
        thread.shutdownNow();
        try {
            thread.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ways.forEach(Way::end);
    }
}
