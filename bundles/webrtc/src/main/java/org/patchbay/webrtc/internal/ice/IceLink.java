package org.patchbay.webrtc.internal.ice;

import java.beans.PropertyChangeEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidatePair;
import org.ice4j.ice.CandidatePairState;
import org.ice4j.ice.CandidateType;
import org.ice4j.ice.Component;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.IceProcessingState;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.RemoteCandidate;
import org.ice4j.ice.TcpHostCandidate;
import org.ice4j.util.Buffer;
import org.ice4j.util.BufferPool;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.sdp.IceDtls;

/**
 * ICE with one browser, or one go of it: a restart is another link. We have the addresses of this
 * machine and those of a router that are known; whoever cannot reach any has a TURN server of its
 * own (RFC 8445). Consent is asked for by ice4j (RFC 7675).
 */
public final class IceLink {
    /** Told on threads of ice4j: do nothing slow. */
    public interface Listener {
        /** There is a way; told once. */
        void connected();

        /** There is none, or there is none any more; told once. */
        void lost();

        /** What came and is not STUN. */
        void packet(byte[] data, int offset, int length);
    }

    /** Type preference 100, one address, component 1 (RFC 8445 §5.1.2). */
    private static final long REFLEXIVE_PRIORITY = (100L << 24) + (65_535L << 8) + 255;

    /** Of the peer's: those of its offer, and those that follow. */
    static final int MOST_CANDIDATES = 2 * IceDtls.MAX_CANDIDATES;

    /**
     * Without an answer nobody consents any more (RFC 7675 §5.1); application.conf has it as a
     * number of checks.
     */
    private static final long CONSENT_NS = 15_000_000_000L;

    private final IceHost host;
    private final Listener listener;
    private final Agent agent;
    private final IceMediaStream stream;
    private final Component component;

    /** When each was last answered by. */
    private final Map<CandidatePair, Long> ways =
            Collections.synchronizedMap(new IdentityHashMap<>());

    private final AtomicBoolean connected = new AtomicBoolean();
    private final AtomicBoolean lost = new AtomicBoolean();
    private volatile boolean freed;
    private volatile TcpWay tcp;

    /** The browser talks over UDP, even where TCP was ready before. */
    private volatile boolean udpCame;

    private boolean started;
    private int known;

    private IceLink(IceHost host, boolean controlling, Listener listener) throws IOException {
        this.host = host;
        this.listener = listener;
        agent = new BoundedAgent();
        agent.setControlling(controlling);
        agent.setPerformConsentFreshness(true);
        agent.setUseDynamicPorts(false);
        host.harvesters().forEach(agent::addCandidateHarvester);
        stream = agent.createMediaStream("audio");
        // A browser that has offered says by which way it talks, and may change its mind.
        component = agent.createComponent(stream, KeepAliveStrategy.ALL_SUCCEEDED, false);
        component.setBufferCallback(this::came);
        host.expect(agent.getLocalUfrag());
        stream.addPairChangeListener(this::pairChanged);
        agent.addStateChangeListener(this::stateChanged);
    }

    /**
     * @param controlling whether we have offered (RFC 8445 §6.1.1)
     */
    public static IceLink open(IceHost host, boolean controlling, Listener listener)
            throws IOException {
        return IceHost.inOwnLoader(() -> new IceLink(host, controlling, listener));
    }

    private void came(Buffer buffer) {
        udpCame = true;
        listener.packet(buffer.getBuffer(), buffer.getOffset(), buffer.getLength());
        BufferPool.returnBuffer.invoke(buffer);
    }

    public String ufrag() {
        return agent.getLocalUfrag();
    }

    public String pwd() {
        return agent.getLocalPassword();
    }

    /** Of our own addresses, and of those that the operator has named. */
    public List<IceCandidate> candidates() {
        List<IceCandidate> all = new ArrayList<>();
        for (LocalCandidate local : component.getLocalCandidates()) {
            TransportAddress at = local.getTransportAddress();
            boolean isTcp = at.getTransport() == Transport.TCP;
            all.add(candidate(local, at.getHostAddress(), at.getPort(), isTcp));
            for (InetAddress mapped : host.publicAddresses()) {
                if (mapped.getClass() == at.getAddress().getClass()) {
                    all.add(candidate(local, mapped.getHostAddress(), at.getPort(), isTcp));
                }
            }
        }
        return all;
    }

    /**
     * Of addresses that a router gives us (RFC 8445 §5.1.1.2), but for those that are our own
     * (§5.1.3).
     */
    public List<IceCandidate> reflexive(List<InetSocketAddress> mapped) {
        List<IceCandidate> own = candidates();
        List<IceCandidate> all = new ArrayList<>();
        for (InetSocketAddress at : mapped) {
            String address = at.getAddress().getHostAddress();
            if (own.stream().noneMatch(c -> isAt(c, address, at.getPort()))) {
                all.add(
                        new IceCandidate(
                                "r" + Integer.toHexString(address.hashCode()),
                                Component.RTP,
                                "udp",
                                REFLEXIVE_PRIORITY,
                                address,
                                at.getPort(),
                                "srflx",
                                ""));
            }
        }
        return all;
    }

    private static boolean isAt(IceCandidate candidate, String address, int port) {
        return !candidate.isTcp()
                && candidate.address().equals(address)
                && candidate.port() == port;
    }

    private static IceCandidate candidate(
            LocalCandidate local, String address, int port, boolean isTcp) {
        int zone = address.indexOf('%');
        return new IceCandidate(
                local.getFoundation(),
                Component.RTP,
                isTcp ? "tcp" : "udp",
                local.getPriority(),
                zone < 0 ? address : address.substring(0, zone),
                port,
                "host",
                isTcp ? "passive" : "");
    }

    /** Begins, once; candidates may follow. */
    public synchronized void start(String ufrag, String pwd, List<IceCandidate> candidates) {
        if (started || freed) {
            return;
        }
        started = true;
        host.expect(agent.getLocalUfrag(), ufrag);
        stream.setRemoteUfrag(ufrag);
        stream.setRemotePassword(pwd);
        for (IceCandidate candidate : candidates) {
            remote(candidate).ifPresent(component::addRemoteCandidate);
            known++;
        }
        agent.startConnectivityEstablishment();
    }

    /** One more of the peer's (RFC 8838); what is too much is passed over. */
    public synchronized void candidate(IceCandidate candidate) {
        if (!started || freed || known >= MOST_CANDIDATES) {
            return;
        }
        known++;
        remote(candidate)
                .ifPresent(
                        c -> {
                            component.addUpdateRemoteCandidates(c);
                            component.updateRemoteCandidates();
                        });
    }

    /** Empty for what we cannot use: hidden names, and TCP, where only the browser can begin. */
    private Optional<RemoteCandidate> remote(IceCandidate c) {
        if (c.isHidden() || c.isTcp() || c.component() != Component.RTP || c.port() == 0) {
            return Optional.empty();
        }
        CandidateType type =
                switch (c.type()) {
                    case "srflx" -> CandidateType.SERVER_REFLEXIVE_CANDIDATE;
                    case "prflx" -> CandidateType.PEER_REFLEXIVE_CANDIDATE;
                    case "relay" -> CandidateType.RELAYED_CANDIDATE;
                    default -> CandidateType.HOST_CANDIDATE;
                };
        return Optional.of(
                new RemoteCandidate(
                        new TransportAddress(c.address(), c.port(), Transport.UDP),
                        component,
                        type,
                        c.foundation(),
                        c.priority(),
                        null));
    }

    private void stateChanged(PropertyChangeEvent event) {
        IceProcessingState state = agent.getState();
        if (state == IceProcessingState.COMPLETED || state == IceProcessingState.TERMINATED) {
            connected();
        } else if (state == IceProcessingState.FAILED) {
            lost();
        }
    }

    private void connected() {
        CandidatePair pair = component.getSelectedPair();
        if (freed || pair == null || !connected.compareAndSet(false, true)) {
            return;
        }
        LocalCandidate base = pair.getLocalCandidate().getBase();
        if (base instanceof TcpHostCandidate) {
            tcp = TcpWay.open(pair, listener);
        }
        listener.connected();
    }

    private void pairChanged(PropertyChangeEvent event) {
        if (!event.getPropertyName().equals(IceMediaStream.PROPERTY_PAIR_STATE_CHANGED)) {
            return;
        }
        CandidatePair pair = (CandidatePair) event.getSource();
        if (event.getNewValue() == CandidatePairState.SUCCEEDED) {
            ways.put(pair, System.nanoTime());
        } else if (event.getNewValue() == CandidatePairState.FAILED
                && connected.get()
                && ways() == 0) {
            lost();
        }
    }

    /**
     * How many there are by which the browser may talk, and has consented of late to hear us. A
     * pair that failed is no proof of the contrary: where an answer is there before ice4j has set
     * the timer of its check, the timer runs on, and fails what has succeeded.
     */
    long ways() {
        CandidatePair selected = component.getSelectedPair();
        long now = System.nanoTime();
        synchronized (ways) {
            return ways.entrySet().stream()
                    .filter(way -> now - way.getValue() < CONSENT_NS)
                    .filter(way -> way.getKey() == selected || isUdp(way.getKey()))
                    .count();
        }
    }

    CandidatePair selected() {
        return component.getSelectedPair();
    }

    /** Over TCP only the one that was selected is read. */
    private static boolean isUdp(CandidatePair pair) {
        return pair.getLocalCandidate().getTransport() == Transport.UDP;
    }

    /** Whether no other ways will be tried. */
    boolean isSettled() {
        return agent.getState() == IceProcessingState.TERMINATED;
    }

    private void lost() {
        if (!freed && lost.compareAndSet(false, true)) {
            listener.lost();
        }
    }

    /** May block for as long as the system takes a datagram. */
    public void send(byte[] data, int offset, int length) throws IOException {
        if (freed) {
            throw new IOException("closed");
        }
        TcpWay way = tcp;
        if (way == null || udpCame) {
            component.send(data, offset, length);
        } else if (!way.send(data, offset, length)) {
            throw new IOException("the browser does not read");
        }
    }

    /** How many of the peer's are tried, or were. */
    int tried() {
        return component.getRemoteCandidates().size();
    }

    public InetSocketAddress local() {
        CandidatePair pair = component.getSelectedPair();
        return pair == null
                ? new InetSocketAddress(
                        component.getDefaultCandidate().getTransportAddress().getAddress(),
                        host.port())
                : pair.getLocalCandidate().getTransportAddress();
    }

    /** Empty as long as there is no way. */
    public Optional<InetSocketAddress> remote() {
        CandidatePair pair = component.getSelectedPair();
        return pair == null
                ? Optional.empty()
                : Optional.of(pair.getRemoteCandidate().getTransportAddress());
    }

    /** The end; nothing is told any more. Idempotent. */
    public void free() {
        synchronized (this) {
            if (freed) {
                return;
            }
            freed = true;
        }
        host.forget(agent.getLocalUfrag());
        TcpWay way = tcp;
        if (way != null) {
            way.close();
        }
        agent.free();
    }
}
