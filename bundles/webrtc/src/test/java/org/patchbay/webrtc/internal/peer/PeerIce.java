package org.patchbay.webrtc.internal.peer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.sdp.IceDtls;

/** An ICE agent with one socket on the loopback, written for itself. */
final class PeerIce implements AutoCloseable {
    interface Listener {
        void connected();

        void packet(byte[] data, int length);
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    final String ufrag = random(4);
    final String pwd = random(16);
    private final boolean controls;
    private final DatagramSocket socket;
    private final Listener listener;
    private final Thread thread;
    private volatile IceDtls theirs;
    private volatile InetSocketAddress to;
    private volatile boolean connected;
    private volatile boolean deaf;
    private volatile int unheard;
    private volatile boolean closed;

    /** One that has offered, and so controls. */
    PeerIce(Listener listener) throws IOException {
        this(listener, true);
    }

    PeerIce(Listener listener, boolean controls) throws IOException {
        this.controls = controls;
        this.listener = listener;
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(20);
        thread = new Thread(this::run, "peer-ice");
        thread.setDaemon(true);
        thread.start();
    }

    private static String random(int bytes) {
        byte[] all = new byte[bytes];
        RANDOM.nextBytes(all);
        return HexFormat.of().formatHex(all);
    }

    IceCandidate candidate() {
        return new IceCandidate(
                "1", 1, "udp", 2130706431L, "127.0.0.1", socket.getLocalPort(), "host", "");
    }

    /** Checks begin: the first UDP candidate is the way. */
    void begin(IceDtls answer) {
        IceCandidate udp =
                answer.candidates().stream().filter(c -> !c.isTcp()).findFirst().orElseThrow();
        to = new InetSocketAddress(udp.address(), udp.port());
        theirs = answer;
    }

    /** It hears of another way, which it takes. */
    void follows(IceCandidate candidate) {
        to = new InetSocketAddress(candidate.address(), candidate.port());
    }

    /** Nothing comes any more, and nothing is answered: as with a network that is gone. */
    void deaf(boolean value) {
        deaf = value;
    }

    /** Packets that came nevertheless; checks are none. */
    int unheard() {
        return unheard;
    }

    void send(byte[] data, int offset, int length) throws IOException {
        if (to != null && !deaf) {
            socket.send(new DatagramPacket(data, offset, length, to));
        }
    }

    private void run() {
        byte[] data = new byte[2048];
        long nextCheck = 0;
        while (!closed) {
            try {
                if (theirs != null && !connected && System.nanoTime() - nextCheck > 0) {
                    nextCheck = System.nanoTime() + 20_000_000L;
                    check();
                }
                DatagramPacket packet = new DatagramPacket(data, data.length);
                socket.receive(packet);
                came(packet);
            } catch (java.net.SocketTimeoutException e) {
                // time for the next check
            } catch (IOException | RuntimeException e) {
                if (!closed) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void check() throws IOException {
        byte[] transaction = new byte[12];
        RANDOM.nextBytes(transaction);
        String user = theirs.ufrag() + ":" + ufrag;
        byte[] check = Stun.check(transaction, user, theirs.pwd(), controls);
        send(check, 0, check.length);
    }

    private void came(DatagramPacket packet) throws IOException {
        byte[] data = packet.getData();
        if (deaf) {
            unheard += Stun.isStun(data, packet.getLength()) ? 0 : 1;
            return;
        }
        if (!Stun.isStun(data, packet.getLength())) {
            listener.packet(data, packet.getLength());
        } else if (Stun.type(data) == Stun.BINDING_REQUEST) {
            byte[] answer =
                    Stun.success(
                            Stun.transaction(data),
                            packet.getAddress().getAddress(),
                            packet.getPort(),
                            pwd);
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            if (!controls && Stun.nominates(data, packet.getLength())) {
                connect();
            }
        } else if (Stun.type(data) == Stun.BINDING_SUCCESS && controls) {
            connect();
        }
    }

    private void connect() {
        if (!connected) {
            connected = true;
            listener.connected();
        }
    }

    @Override
    public void close() {
        closed = true;
        socket.close();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
