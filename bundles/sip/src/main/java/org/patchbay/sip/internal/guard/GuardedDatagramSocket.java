package org.patchbay.sip.internal.guard;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the stack only what is worth parsing. The stack's queue has no bound, its parser trusts
 * lengths, and an error in it ends a thread: so this stands before all of them.
 */
final class GuardedDatagramSocket extends DatagramSocket {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedDatagramSocket.class);

    private final SourceRates rates;
    private final Supplier<InetSocketAddress> exempt;
    private final GuardCounters counters;
    private final LongSupplier nanos;

    /**
     * @param exempt who has no rate; may give null
     */
    GuardedDatagramSocket(
            SocketAddress address,
            SourceRates rates,
            Supplier<InetSocketAddress> exempt,
            GuardCounters counters,
            LongSupplier nanos)
            throws SocketException {
        super(address);
        this.rates = rates;
        this.exempt = exempt;
        this.counters = counters;
        this.nanos = nanos;
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        int room = packet.getLength();
        do {
            packet.setLength(room);
            super.receive(packet);
        } while (!passes(packet, room));
    }

    private boolean passes(DatagramPacket packet, int room) throws IOException {
        if (!isExempt(packet) && !rates.allows(packet.getAddress(), nanos.getAsLong())) {
            counters.tooFast.increment();
            return false;
        }
        MessageCheck.Verdict verdict =
                MessageCheck.check(packet.getData(), packet.getOffset(), packet.getLength());
        if (verdict instanceof MessageCheck.Verdict.Pass pass && packet.getLength() < room) {
            counters.passed.increment();
            packet.setLength(pass.length());
            return true;
        }
        count(verdict, packet.getLength() >= room);
        if (verdict instanceof MessageCheck.Verdict.Refuse refuse) {
            answer(packet, refuse.response());
        }
        return false;
    }

    private boolean isExempt(DatagramPacket packet) {
        InetSocketAddress probe = exempt.get();
        return probe != null
                && packet.getPort() == probe.getPort()
                && packet.getAddress().equals(probe.getAddress());
    }

    private void count(MessageCheck.Verdict verdict, boolean cutOff) {
        if (cutOff) {
            counters.tooLong.increment();
        } else if (verdict instanceof MessageCheck.Verdict.KeepAlive) {
            counters.keepAlives.increment();
        } else if (verdict instanceof MessageCheck.Verdict.Refuse) {
            counters.refused.increment();
        } else {
            counters.dropped.increment();
        }
    }

    private void answer(DatagramPacket request, byte[] response) {
        try {
            send(new DatagramPacket(response, response.length, request.getSocketAddress()));
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("no answer to {}: {}", request.getSocketAddress(), e.toString());
        }
    }

    /** The system may give less without a word; then bursts of calls are lost. */
    @Override
    public void setReceiveBufferSize(int size) throws SocketException {
        super.setReceiveBufferSize(size);
        int given = getReceiveBufferSize();
        if (given < size) {
            LOG.warn(
                    "the receive buffer of {} is {} bytes, not {}: raise net.core.rmem_max",
                    getLocalSocketAddress(),
                    given,
                    size);
        }
    }
}
