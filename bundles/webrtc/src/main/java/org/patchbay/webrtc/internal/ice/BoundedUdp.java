package org.patchbay.webrtc.internal.ice;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.ice4j.TransportAddress;
import org.ice4j.ice.harvest.SinglePortUdpHarvester;
import org.ice4j.util.Buffer;
import org.ice4j.util.BufferHandler;
import org.ice4j.util.BufferPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one port over UDP, with a bound. */
class BoundedUdp extends SinglePortUdpHarvester {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedUdp.class);

    private final Arrivals arrivals;

    /** Where packets from the address that comes now would go; on the thread that reads. */
    private MySocket made;

    BoundedUdp(TransportAddress address, Arrivals arrivals) throws IOException {
        super(address);
        this.arrivals = arrivals;
    }

    /** On the one thread that reads the port: whatever it throws would be its end. */
    @Override
    protected MySocket maybeAcceptNewSession(
            Buffer buffer, InetSocketAddress remote, String ufrag) {
        made = null;
        MySocket accepted = null;
        try {
            if (mayCome(buffer)) {
                accepted = super.maybeAcceptNewSession(buffer, remote, ufrag);
            }
        } catch (RuntimeException e) {
            LOG.warn("a browser could not come from a new address", e);
        }
        if (accepted == null && made != null) {
            // It ended meanwhile: else all that comes from there went to what is gone, for ever.
            made.close();
        }
        return accepted;
    }

    /** A way from this port to somebody whom we ask, and who answers. */
    DatagramSocket to(InetSocketAddress remote) throws SocketException {
        return super.addSocket(remote, "", BufferPool.returnBuffer::invoke);
    }

    private boolean mayCome(Buffer buffer) {
        if (arrivals == null) {
            return false; // it reads before the constructor is through
        }
        return FirstCheck.of(buffer.getBuffer(), buffer.getOffset(), buffer.getLength())
                .map(arrivals::admit)
                .orElse(false);
    }

    @Override
    protected MySocket addSocket(InetSocketAddress remote, String ufrag, BufferHandler handler)
            throws SocketException {
        made = super.addSocket(remote, ufrag, handler);
        return made;
    }
}
