package org.patchbay.webrtc.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbay.webrtc.internal.desk.DeskLimits;
import org.patchbay.webrtc.internal.dtls.OwnCertificate;
import org.patchbay.webrtc.internal.ice.IceHost;
import org.patchbay.webrtc.internal.ice.IceSettings;
import org.patchbay.webrtc.internal.phone.House;
import org.patchbay.webrtc.internal.phone.HouseLimits;
import org.patchbay.webrtc.internal.phone.Parts;
import org.patchbay.webrtc.internal.phone.Phones;
import org.patchbay.webrtc.internal.session.Outbox;
import org.patchbay.webrtc.internal.session.SignalledPaths;
import org.patchbay.webrtc.internal.turn.IceServers;

/** Everything of this bundle without the container. */
public final class BrowserHouse implements AutoCloseable {
    private static final int LANES = 4;

    /** Each waits for the other side most of the time. */
    private static final int HANDSHAKES = 64;

    private static final int MOST_WAITING = 10_000;

    /**
     * @param keep how long a call is kept without its page, or without its packets
     */
    public record Settings(IceSettings ice, IceServers servers, HouseLimits most, Duration keep) {}

    private final IceHost ice;
    private final Outbox outbox = new Outbox();
    private final ThreadPoolExecutor lanes = pool("blocking-webrtc-lane-", LANES);
    private final ThreadPoolExecutor handshakes = pool("blocking-webrtc-dtls-", HANDSHAKES);
    private final ScheduledThreadPoolExecutor alarms =
            new ScheduledThreadPoolExecutor(1, named("blocking-webrtc-alarm-"));
    private final OwnCertificate certificate;
    private final Phones phones;
    private final SignalledPaths paths;

    /**
     * @throws IOException where the port cannot be had
     */
    public static BrowserHouse open(Parts parts, Settings settings) throws IOException {
        return new BrowserHouse(parts, settings, IceHost.open(settings.ice()));
    }

    private BrowserHouse(Parts parts, Settings settings, IceHost ice) {
        this.ice = ice;
        this.certificate = OwnCertificate.make(Instant.now());
        alarms.setRemoveOnCancelPolicy(true);
        paths =
                new SignalledPaths(
                        ice, certificate, lanes, handshakes, outbox, settings.most().sessions());
        int sessions = settings.most().sessionsOfUser();
        DeskLimits limits =
                new DeskLimits(
                        sessions, sessions, 64, 60_000, 60_000, 15_000, settings.keep().toMillis());
        phones =
                new Phones(
                        new House(
                                parts,
                                ice,
                                certificate,
                                outbox,
                                lanes,
                                handshakes,
                                alarms,
                                InstantSource.system(),
                                settings.servers(),
                                limits,
                                settings.most()));
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MOST_WAITING),
                        named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger serial = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + serial.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    public Phones phones() {
        return phones;
    }

    /** For signalling of others. */
    public SignalledPaths paths() {
        return paths;
    }

    /** Where others reach us, behind a router. */
    List<InetSocketAddress> mapped() {
        return ice.mapped().addresses();
    }

    /** Of UDP, and of TCP where that is open. */
    public int port() {
        return ice.port();
    }

    /**
     * Does once with itself what is slow the first time.
     *
     * @return how long it took, in milliseconds
     */
    public long warmUp() {
        long from = System.nanoTime();
        new WarmUp(ice, certificate, handshakes, phones).run();
        return (System.nanoTime() - from) / 1_000_000;
    }

    /** Ends calls, sockets and threads. Waits for them. */
    @Override
    public void close() {
        phones.close();
        end(lanes);
        alarms.shutdownNow();
        end(handshakes);
        outbox.close();
        ice.close();
    }

    private static void end(ExecutorService pool) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(2, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
