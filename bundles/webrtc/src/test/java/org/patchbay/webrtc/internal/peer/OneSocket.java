package org.patchbay.webrtc.internal.peer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** One of the sockets of a browser that has several, driven step by step. */
public final class OneSocket implements AutoCloseable {
    public static final String UFRAG = "page";
    public static final String PWD = "pwpwpwpwpwpwpwpwpwpwpwpw";
    private static final int MS = 10;

    private final DatagramSocket socket;
    private final InetSocketAddress to;
    private final String theirUfrag;
    private final String theirPwd;
    private final String ufrag;
    private final List<byte[]> heard = new ArrayList<>();
    private int answered;
    private int refused;

    public OneSocket(int port, String theirUfrag, String theirPwd) throws IOException {
        this(port, theirUfrag, theirPwd, UFRAG);
    }

    private OneSocket(int port, String theirUfrag, String theirPwd, String ufrag)
            throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.to = new InetSocketAddress(loopback, port);
        this.theirUfrag = theirUfrag;
        this.theirPwd = theirPwd;
        this.ufrag = ufrag;
        socket = new DatagramSocket(0, loopback);
        socket.setSoTimeout(MS);
    }

    /** Another one, of its next go of ICE. */
    public OneSocket anew(String own) throws IOException {
        return new OneSocket(to.getPort(), theirUfrag, theirPwd, own);
    }

    public void say(byte[] packet) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, to));
    }

    /** Nominates this socket. */
    public void check() throws IOException {
        byte[] transaction = new byte[12];
        new SecureRandom().nextBytes(transaction);
        say(Stun.check(transaction, theirUfrag + ":" + ufrag, theirPwd, true));
    }

    /** Takes what has come, and answers checks. */
    public void listen() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (true) {
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException nothingMore) {
                return;
            }
            came(packet);
        }
    }

    private void came(DatagramPacket packet) throws IOException {
        byte[] data = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
        if (!Stun.isStun(data, data.length)) {
            heard.add(data);
        } else if (Stun.type(data) == Stun.BINDING_REQUEST) {
            say(
                    Stun.success(
                            Stun.transaction(data),
                            packet.getAddress().getAddress(),
                            packet.getPort(),
                            PWD));
        } else if (Stun.type(data) == Stun.BINDING_SUCCESS) {
            answered++;
        } else {
            refused++;
        }
    }

    public int answered() {
        return answered;
    }

    public int refused() {
        return refused;
    }

    public List<byte[]> heard() {
        return heard;
    }

    @Override
    public void close() {
        socket.close();
    }
}
