package org.patchbay.webrtc.internal.peer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/** As much of TURN as it takes to ask a server for a relay (RFC 8656 §7, RFC 8489 §9.2). */
public final class TurnClient {
    /** What {@link #allocate} gives where there is a relay now. */
    public static final int GRANTED = 0;

    /** RFC 8489 §14.8. */
    public static final int UNAUTHORIZED = 401;

    private static final int ALLOCATE = 0x0003;
    private static final int ALLOCATED = 0x0103;
    private static final int ERROR_CODE = 0x0009;
    private static final int REALM = 0x0014;
    private static final int NONCE = 0x0015;
    private static final int REQUESTED_TRANSPORT = 0x0019;

    private final InetSocketAddress server;

    public TurnClient(InetSocketAddress server) {
        this.server = server;
    }

    /** The code of the error without a name. */
    public int allocate() throws IOException {
        try (DatagramSocket socket = socket()) {
            return code(asked(socket, request().plain()));
        }
    }

    /** {@link #GRANTED}, or the code of the error. */
    public int allocate(String user, String password) throws IOException {
        try (DatagramSocket socket = socket()) {
            byte[] challenge = asked(socket, request().plain());
            byte[] realm = attribute(challenge, REALM);
            Stun request = request();
            request.add(Stun.USERNAME, user.getBytes(StandardCharsets.UTF_8));
            request.add(REALM, realm);
            request.add(NONCE, attribute(challenge, NONCE));
            String name = user + ":" + new String(realm, StandardCharsets.UTF_8) + ":" + password;
            byte[] key =
                    MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            return code(asked(socket, request.sealed(key)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(300);
        return socket;
    }

    private static Stun request() {
        byte[] transaction = new byte[12];
        new SecureRandom().nextBytes(transaction);
        Stun request = new Stun(ALLOCATE, transaction);
        request.add(REQUESTED_TRANSPORT, new byte[] {17, 0, 0, 0}); // UDP
        return request;
    }

    private byte[] asked(DatagramSocket socket, byte[] request) throws IOException {
        socket.send(new DatagramPacket(request, request.length, server));
        DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
        do {
            socket.receive(answer);
        } while (!Arrays.equals(Stun.transaction(request), Stun.transaction(answer.getData())));
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    private static byte[] attribute(byte[] message, int which) throws IOException {
        return Stun.attribute(message, message.length, which)
                .orElseThrow(() -> new IOException("no attribute " + which));
    }

    private static int code(byte[] answer) throws IOException {
        if (Stun.type(answer) == ALLOCATED) {
            return GRANTED;
        }
        ByteBuffer error = ByteBuffer.wrap(attribute(answer, ERROR_CODE));
        return error.get(2) * 100 + error.get(3);
    }
}
