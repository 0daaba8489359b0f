package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.ice4j.TransportAddress;
import org.ice4j.ice.harvest.SinglePortUdpHarvester;
import org.ice4j.util.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one port over UDP, with a bound. */
final class BoundedUdp extends SinglePortUdpHarvester {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedUdp.class);

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

    /** On the one thread that reads the port: whatever it throws would be its end. */
    @Override
    protected MySocket maybeAcceptNewSession(
            Buffer buffer, InetSocketAddress remote, String ufrag) {
        // It reads before this constructor is through.
        if (names == null || arrivals == null || !names.knows(ufrag) || !arrivals.admit(ufrag)) {
            return null;
        }
        try {
            return super.maybeAcceptNewSession(buffer, remote, ufrag);
        } catch (RuntimeException e) {
            LOG.warn("a browser could not come from a new address", e);
            return null;
        }
    }
}
