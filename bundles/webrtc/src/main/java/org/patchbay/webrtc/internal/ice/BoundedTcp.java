package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.Socket;
import java.util.List;
import org.ice4j.TransportAddress;
import org.ice4j.ice.harvest.TcpHarvester;

/** The same port over TCP, with the same bound. */
final class BoundedTcp extends TcpHarvester {
    private final Arrivals arrivals;
    private final BoundedUdp.KnownNames names;

    BoundedTcp(List<TransportAddress> addresses, Arrivals arrivals, BoundedUdp.KnownNames names)
            throws IOException {
        super(addresses);
        this.arrivals = arrivals;
        this.names = names;
    }

    /** We were told where to listen: the loopback too. */
    @Override
    protected void addLocalAddresses(List<TransportAddress> addresses) {
        localAddresses.addAll(addresses);
    }

    @Override
    protected void acceptSession(Socket socket, String ufrag, DatagramPacket first)
            throws IOException {
        if (names == null || arrivals == null || !names.knows(ufrag) || !arrivals.admit(ufrag)) {
            throw new IOException("not for us");
        }
        super.acceptSession(socket, ufrag, first);
    }
}
