package org.patchbay.webrtc.internal.ice;

import java.beans.PropertyChangeEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
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

/**
 * ICE with one browser, or one go of it: a restart is another link. We have the addresses of this
 * machine only; whoever cannot reach those has a TURN server of its own (RFC 8445). Consent is
 * asked for by ice4j (RFC 7675).
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

    private final IceHost host;
    private final Listener listener;
    private final Agent agent;
    private final IceMediaStream stream;
    private final Component component;
    private final AtomicBoolean connected = new AtomicBoolean();
    private final AtomicBoolean lost = new AtomicBoolean();
    private volatile boolean freed;
    private volatile TcpWay tcp;
    private boolean started;

    private IceLink(IceHost host, boolean controlling, Listener listener) throws IOException {
        this.host = host;
        this.listener = listener;
        agent = new Agent();
        agent.setControlling(controlling);
        agent.setPerformConsentFreshness(true);
        agent.setUseDynamicPorts(false);
        host.harvesters().forEach(agent::addCandidateHarvester);
        stream = agent.createMediaStream("audio");
        component = agent.createComponent(stream, KeepAliveStrategy.SELECTED_ONLY, false);
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
        listener.packet(buffer.getBuffer(), buffer.getOffset(), buffer.getLength());
        BufferPool.returnBuffer.invoke(buffer);
    }

    public String ufrag() {
        return agent.getLocalUfrag();
    }

    public String pwd() {
        return agent.getLocalPassword();
    }

    /** All that there are: nothing has to be gathered. */
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
        stream.setRemoteUfrag(ufrag);
        stream.setRemotePassword(pwd);
        for (IceCandidate candidate : candidates) {
            remote(candidate).ifPresent(component::addRemoteCandidate);
        }
        agent.startConnectivityEstablishment();
    }

    /** One more of the peer's (RFC 8838). */
    public synchronized void candidate(IceCandidate candidate) {
        if (!started || freed) {
            return;
        }
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
        if (event.getPropertyName().equals(IceMediaStream.PROPERTY_PAIR_STATE_CHANGED)
                && event.getNewValue() == CandidatePairState.FAILED
                && event.getSource() == component.getSelectedPair()
                && connected.get()) {
            lost(); // nothing was answered as long as consent lasts (RFC 7675 §5.1)
        }
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
        if (way == null) {
            component.send(data, offset, length);
        } else if (!way.send(data, offset, length)) {
            throw new IOException("the browser does not read");
        }
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
