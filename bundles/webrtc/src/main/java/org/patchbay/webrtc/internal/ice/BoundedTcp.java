package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.Socket;
import java.util.List;
import org.ice4j.TransportAddress;
import org.ice4j.ice.harvest.TcpHarvester;

/** The same port over TCP, with the same bound. Who connects stands before our own door first. */
final class BoundedTcp extends TcpHarvester {
    private static final TcpDoor.Silence SILENCE = new TcpDoor.Silence(256, 5000);

    private final Arrivals arrivals;
    private final TcpDoor door;

    BoundedTcp(List<TransportAddress> addresses, Arrivals arrivals) throws IOException {
        super(List.of()); // it would let in as many as come
        this.arrivals = arrivals;
        localAddresses.addAll(addresses);
        door = new TcpDoor(addresses, SILENCE, this::enter);
    }

    private void enter(Socket socket, FirstCheck check, byte[] packet) throws IOException {
        if (!arrivals.admit(check)) {
            throw new IOException("not for us");
        }
        DatagramPacket first = new DatagramPacket(packet, packet.length);
        first.setSocketAddress(socket.getRemoteSocketAddress());
        acceptSession(socket, check.ours(), first);
    }

    /** The port is free when this returns. */
    @Override
    public void close() {
        door.close();
        super.close();
    }
}
