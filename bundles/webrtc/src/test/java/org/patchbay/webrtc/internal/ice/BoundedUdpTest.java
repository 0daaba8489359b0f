package org.patchbay.webrtc.internal.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.ice.harvest.AbstractUdpListener;
import org.ice4j.util.BufferHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.peer.Stun;

/** Who comes to the one port while somebody else goes. */
class BoundedUdpTest {
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private final Arrivals arrivals = new Arrivals();
    private BoundedUdp port;
    private DatagramSocket browser;

    @BeforeEach
    void open() throws IOException {
        AbstractUdpListener.USE_PUSH_API = true;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        port =
                new BoundedUdp(new TransportAddress(loopback, 0, Transport.UDP), arrivals) {
                    @Override
                    protected MySocket addSocket(
                            InetSocketAddress remote, String ufrag, BufferHandler handler)
                            throws SocketException {
                        MySocket made = super.addSocket(remote, ufrag, handler);
                        meanwhile.getAndSet(() -> {}).run();
                        return made;
                    }
                };
        browser = new DatagramSocket(0, loopback);
        browser.setSoTimeout(50);
    }

    @AfterEach
    void close() {
        browser.close();
        port.close();
    }

    /** One go of ICE, as {@link IceLink} has it. */
    private Agent agent() throws IOException {
        Agent agent = new BoundedAgent();
        arrivals.expect(agent.getLocalUfrag());
        agent.setControlling(false);
        agent.setUseDynamicPorts(false);
        agent.addCandidateHarvester(port);
        IceMediaStream stream = agent.createMediaStream("audio");
        agent.createComponent(stream, KeepAliveStrategy.SELECTED_ONLY, false);
        stream.setRemoteUfrag("page");
        stream.setRemotePassword("pwpwpwpwpwpwpwpwpwpwpwpw");
        agent.startConnectivityEstablishment();
        return agent;
    }

    private void check(Agent agent) throws IOException {
        byte[] check =
                Stun.check(
                        new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
                        agent.getLocalUfrag() + ":page",
                        agent.getLocalPassword(),
                        true);
        browser.send(new DatagramPacket(check, check.length, port.getLocalAddress()));
    }

    private void assertAnswered(Agent agent) {
        Eventually.holds(
                () -> {
                    check(agent);
                    DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
                    browser.receive(answer);
                    assertEquals(Stun.BINDING_SUCCESS, Stun.type(answer.getData()));
                });
    }

    /** A browser's new port speaks to the old go of ICE until it knows of the new one. */
    @Test
    void aGoThatEndsWhileACheckComesInHoldsNoAddress() throws Exception {
        Agent before = agent();
        CountDownLatch gone = new CountDownLatch(1);
        meanwhile.set(
                () -> {
                    before.free();
                    gone.countDown();
                });
        check(before);
        assertTrue(gone.await(10, TimeUnit.SECONDS));
        Agent next = agent();
        try {
            assertAnswered(next);
        } finally {
            next.free();
        }
    }
}
