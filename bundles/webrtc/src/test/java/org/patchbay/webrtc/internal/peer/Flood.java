package org.patchbay.webrtc.internal.peer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.SessionDescription;

/** Checks with the name of a session from many addresses, without its password. */
public final class Flood {
    private final IceDtls answer;
    private final String user;

    /**
     * @param theirs the browser's name
     */
    public Flood(String sdp, String theirs) {
        answer = IceDtls.of(SessionDescription.parse(sdp));
        user = answer.ufrag() + ":" + theirs;
    }

    public void checks(int addresses) throws IOException {
        IceCandidate at = answer.candidates().get(0);
        InetSocketAddress to = new InetSocketAddress(at.address(), at.port());
        for (int i = 0; i < addresses; i++) {
            try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                byte[] transaction = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, (byte) (i >> 8), (byte) i};
                byte[] check = Stun.check(transaction, user, "not the password", true);
                socket.send(new DatagramPacket(check, check.length, to));
            }
        }
    }
}
