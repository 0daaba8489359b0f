package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.ice4j.TransportAddress;
import org.ice4j.ice.harvest.SinglePortUdpHarvester;
import org.ice4j.util.Buffer;

/** The one port over UDP, with a bound. */
final class BoundedUdp extends SinglePortUdpHarvester {
    private final Arrivals arrivals;
    private final KnownNames names;

    /** Which names are ours now: nothing is kept of others. */
    interface KnownNames {
        boolean knows(String ufrag);
    }

    BoundedUdp(TransportAddress address, Arrivals arrivals, KnownNames names) throws IOException {
        super(address);
        this.arrivals = arrivals;
        this.names = names;
    }

    @Override
    protected MySocket maybeAcceptNewSession(
            Buffer buffer, InetSocketAddress remote, String ufrag) {
        return names.knows(ufrag) && arrivals.admit(ufrag)
                ? super.maybeAcceptNewSession(buffer, remote, ufrag)
                : null;
    }
}
