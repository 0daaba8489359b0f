package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.harvest.AbstractUdpListener;
import org.ice4j.ice.harvest.CandidateHarvester;
import org.ice4j.ice.harvest.MappingCandidateHarvesters;
import org.ice4j.ice.harvest.TcpHarvester;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one port that all browsers reach us at. */
public final class IceHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IceHost.class);

    /** Kept: a logger that nobody has forgets its level. */
    private static final java.util.logging.Logger ICE_LOG =
            java.util.logging.Logger.getLogger("org.ice4j");

    private static final java.util.logging.Logger STACK_LOG =
            java.util.logging.Logger.getLogger("org.ice4j.stack");

    private static final long LET_GO_WITHIN_NANOS = 1_000_000_000L;
    private static final long A_MOMENT_NANOS = 500_000;

    private final IceSettings settings;
    private final List<BoundedUdp> udp = new ArrayList<>();
    private final List<TcpHarvester> tcp = new ArrayList<>();
    private final int port;
    private final Arrivals arrivals = new Arrivals();

    /** Null where nobody is asked. */
    private final MappedAddresses mapped;

    private IceHost(IceSettings settings) throws IOException {
        this.settings = settings;
        int found = settings.port();
        for (InetAddress address : addresses()) {
            BoundedUdp harvester =
                    new BoundedUdp(new TransportAddress(address, found, Transport.UDP), arrivals);
            udp.add(harvester);
            found = harvester.getLocalAddress().getPort();
        }
        this.port = found;
        if (settings.tcp()) {
            openTcp();
        }
        mapped = settings.stun().map(stun -> new MappedAddresses(stun, udp)).orElse(null);
    }

    /** Few browsers need it: the others need not suffer where somebody has the port already. */
    private void openTcp() {
        List<TransportAddress> listening = new ArrayList<>();
        for (InetAddress address : addresses()) {
            listening.add(new TransportAddress(address, port, Transport.TCP));
        }
        try {
            tcp.add(new BoundedTcp(listening, arrivals));
        } catch (IOException e) {
            LOG.warn("no browsers over TCP, for port {} cannot be had: {}", port, e.getMessage());
        }
    }

    /**
     * @throws IOException where the port cannot be had, naming it
     */
    public static IceHost open(IceSettings settings) throws IOException {
        // ice4j logs each candidate of each leg.
        ICE_LOG.setLevel(Level.WARNING);
        // And each connection over TCP that ends, with a stack.
        STACK_LOG.setLevel(Level.SEVERE);
        requireFree(new InetSocketAddress(settings.bindAddress(), settings.port()));
        return inOwnLoader(
                () -> {
                    // Else no packet but STUN ever reaches us.
                    AbstractUdpListener.USE_PUSH_API = true;
                    MappingCandidateHarvesters.initialize();
                    return new IceHost(settings);
                });
    }

    /** ice4j binds with SO_REUSEADDR: two of us would take each other's packets. */
    private static void requireFree(InetSocketAddress address) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.setReuseAddress(false);
            socket.bind(address);
        } catch (IOException e) {
            throw new IOException("UDP port " + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    private static void requireFreeOfTcp(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        }
    }

    /** It finds its settings by the loader of the thread. */
    static <T> T inOwnLoader(Callable<T> work) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(IceHost.class.getClassLoader());
        try {
            return work.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private List<InetAddress> addresses() {
        return settings.bindAddress().isAnyLocalAddress()
                ? AbstractUdpListener.getAllowedAddresses(0).stream()
                        .map(TransportAddress::getAddress)
                        .toList()
                : List.of(settings.bindAddress());
    }

    /** Of UDP, and of TCP where that is open. */
    public int port() {
        return port;
    }

    /** From now on browsers may come with that name. */
    void expect(String ufrag) {
        arrivals.expect(ufrag);
    }

    /** Only the browser of that name may, from now on. */
    void expect(String ufrag, String theirs) {
        arrivals.expect(ufrag, theirs);
    }

    void forget(String ufrag) {
        arrivals.forget(ufrag);
    }

    List<InetAddress> publicAddresses() {
        return settings.publicAddresses();
    }

    /** Under which addresses others reach us, as far as that is known. Any thread. */
    public Mapped mapped() {
        return mapped == null ? Mapped.NONE : mapped.known();
    }

    /**
     * Calls it when that is something else, on a thread that must not wait.
     *
     * @return ends it
     */
    public Runnable follow(Runnable follower) {
        return mapped == null ? () -> {} : mapped.follow(follower);
    }

    List<CandidateHarvester> harvesters() {
        List<CandidateHarvester> all = new ArrayList<>(udp);
        all.addAll(tcp);
        return all;
    }

    /** The port is free when this returns. */
    @Override
    public void close() {
        if (mapped != null) {
            mapped.close();
        }
        udp.forEach(BoundedUdp::close);
        tcp.forEach(TcpHarvester::close);
        long until = System.nanoTime() + LET_GO_WITHIN_NANOS;
        while (!isFree() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(A_MOMENT_NANOS);
        }
    }

    /** A thread that reads has its socket, closed or not, until the system has woken it. */
    private boolean isFree() {
        InetSocketAddress address = new InetSocketAddress(settings.bindAddress(), port);
        try {
            requireFree(address);
            if (!tcp.isEmpty()) {
                requireFreeOfTcp(address);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
