package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidateType;
import org.ice4j.ice.Component;
import org.ice4j.ice.HostCandidate;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.RemoteCandidate;
import org.ice4j.ice.harvest.CandidateHarvester;
import org.ice4j.ice.harvest.HarvestStatistics;
import org.ice4j.socket.IceUdpSocketWrapper;
import org.ice4j.socket.MultiplexingDatagramSocket;
import org.patchbay.sdp.IceCandidate;

/** Comes to a link as a browser does, from a socket of its own: so that somebody has. */
public final class Visitor implements AutoCloseable {
    private final Agent agent = new BoundedAgent();
    private final IceMediaStream stream;
    private final Component component;
    private final IceCandidate to;

    private Visitor(IceLink link) throws IOException {
        to = link.candidates().get(0);
        agent.setControlling(true);
        agent.setUseDynamicPorts(false);
        agent.addCandidateHarvester(new OneSocket(InetAddress.getByName(to.address())));
        stream = agent.createMediaStream("audio");
        component = agent.createComponent(stream, KeepAliveStrategy.SELECTED_ONLY, false);
    }

    /** Begins at once. The link tells its listener when they have met. */
    public static Visitor of(IceLink link) throws IOException {
        return IceHost.inOwnLoader(
                () -> {
                    Visitor visitor = new Visitor(link);
                    visitor.start(link);
                    return visitor;
                });
    }

    private void start(IceLink link) {
        link.start(agent.getLocalUfrag(), agent.getLocalPassword(), List.of());
        stream.setRemoteUfrag(link.ufrag());
        stream.setRemotePassword(link.pwd());
        component.addRemoteCandidate(
                new RemoteCandidate(
                        new TransportAddress(to.address(), to.port(), Transport.UDP),
                        component,
                        CandidateType.HOST_CANDIDATE,
                        to.foundation(),
                        to.priority(),
                        null));
        agent.startConnectivityEstablishment();
    }

    @Override
    public void close() {
        agent.free();
    }

    /** Nothing but one socket at that address. */
    private record OneSocket(InetAddress address) implements CandidateHarvester {
        @Override
        public Collection<LocalCandidate> harvest(Component of) {
            try {
                MultiplexingDatagramSocket socket = new MultiplexingDatagramSocket(0, address);
                HostCandidate own =
                        new HostCandidate(new IceUdpSocketWrapper(socket), of, Transport.UDP);
                of.addLocalCandidate(own);
                of.getParentStream()
                        .getParentAgent()
                        .getStunStack()
                        .addSocket(own.getStunSocket(null));
                return List.of(own);
            } catch (SocketException e) {
                return List.of();
            }
        }

        @Override
        public HarvestStatistics getHarvestStatistics() {
            return new HarvestStatistics();
        }

        @Override
        public boolean isHostHarvester() {
            return true;
        }
    }
}
