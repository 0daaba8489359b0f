package org.patchbay.webrtc.internal.peer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.sdp.IceDtls;

/** A controlling ICE agent that begins over TCP (RFC 6544): each packet after its length. */
public final class TcpIce implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final IceDtls answer;
    private final String ownUfrag;
    private final String ownPwd;

    public TcpIce(IceDtls answer, String ownUfrag, String ownPwd) throws IOException {
        this.answer = answer;
        this.ownUfrag = ownUfrag;
        this.ownPwd = ownPwd;
        IceCandidate at =
                answer.candidates().stream()
                        .filter(c -> c.tcpType().equals("passive"))
                        .findFirst()
                        .orElseThrow();
        socket = new Socket(at.address(), at.port());
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    public void check() throws IOException {
        byte[] transaction = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2};
        String user = answer.ufrag() + ":" + ownUfrag;
        send(Stun.check(transaction, user, answer.pwd(), true));
    }

    private void send(byte[] packet) throws IOException {
        out.writeShort(packet.length);
        out.write(packet);
        out.flush();
    }

    /** Answers checks until something else comes, and gives that. */
    public byte[] nextPacket() throws IOException {
        while (true) {
            byte[] packet = new byte[in.readUnsignedShort()];
            in.readFully(packet);
            if (!Stun.isStun(packet, packet.length)) {
                return packet;
            }
            if (Stun.type(packet) == Stun.BINDING_REQUEST) {
                send(
                        Stun.success(
                                Stun.transaction(packet),
                                socket.getInetAddress().getAddress(),
                                socket.getPort(),
                                ownPwd));
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
