package org.patchbay.webrtc.internal.dtls;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.patchbay.sdp.Fingerprint;

/**
 * DTLS 1.2 with one peer (RFC 6347, RFC 5764), over whatever carries its packets. The handshake has
 * a thread while it lasts; afterwards one for each packet that comes, to see whether that is the
 * end.
 */
public final class DtlsLink {
    private static final int TIMEOUT_MS = 10_000;
    private static final int MOST_WAITING = 32;
    private static final int LONGEST = 1500;

    /** With IP and UDP that fits everywhere. */
    private static final int SENT_LONGEST = 1200;

    /** Told on threads of the link, never two at a time. */
    public interface Listener {
        void keyed(DtlsKeys keys);

        /** The handshake failed; the reason is for people. */
        void failed(String why);

        /** The peer has ended it. */
        void closed();
    }

    /** Sends; false or an exception where it cannot. */
    public interface Wire {
        void send(byte[] packet, int offset, int length) throws IOException;
    }

    private final Wire wire;
    private final Listener listener;
    private final Executor threads;
    private final BlockingQueue<byte[]> came = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean began = new AtomicBoolean();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean closed;

    /** There since the handshake has ended; read from when its keys have been told. */
    private DTLSTransport made;

    private volatile DTLSTransport established;

    public DtlsLink(Wire wire, Listener listener, Executor threads) {
        this.wire = wire;
        this.listener = listener;
        this.threads = threads;
    }

    /** A packet of DTLS came. Any thread; what is too much is lost, and comes again. */
    public void packet(byte[] data, int offset, int length) {
        if (closed || length > LONGEST) {
            return;
        }
        byte[] copy = java.util.Arrays.copyOfRange(data, offset, offset + length);
        if (came.offer(copy) && established != null) {
            readSoon();
        }
    }

    /**
     * Begins the handshake, once; packets may have come before.
     *
     * @param client whether the first message is ours
     */
    public void begin(OwnCertificate own, List<Fingerprint> peer, boolean client) {
        if (!began.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(() -> shake(own, new PeerProof(peer), client));
        } catch (RejectedExecutionException e) {
            fail("too many handshakes");
        }
    }

    private void shake(OwnCertificate own, PeerProof proof, boolean client) {
        Carrier carrier = new Carrier();
        DtlsKeys[] keys = new DtlsKeys[1];
        Hearing hearing =
                new Hearing() {
                    @Override
                    public void keyed(DtlsKeys agreed) {
                        keys[0] = agreed;
                    }

                    @Override
                    public void alert(short description) {
                        if (description == AlertDescription.close_notify) {
                            over.set(true);
                        }
                    }
                };
        try {
            DTLSTransport shaken =
                    client
                            ? new DTLSClientProtocol()
                                    .connect(
                                            new ClientSide(own, proof, hearing, TIMEOUT_MS),
                                            carrier)
                            : new DTLSServerProtocol()
                                    .accept(
                                            new ServerSide(own, proof, hearing, TIMEOUT_MS),
                                            carrier);
            if (endsAtOnce(shaken)) {
                return;
            }
            listener.keyed(keys[0]);
            established = shaken;
            readSoon();
        } catch (IOException | RuntimeException e) {
            fail(reason(e));
        }
    }

    /**
     * Whoever closes us from now on says so to the peer, which may have its keys before we have
     * ours; for whoever has closed us before, that is done here.
     */
    private boolean endsAtOnce(DTLSTransport shaken) {
        synchronized (this) {
            made = shaken;
            if (!closed) {
                return false;
            }
        }
        end(shaken);
        return true;
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() != null && e.getMessage() == null ? e.getCause() : e;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private void fail(String why) {
        if (!closed) {
            listener.failed(why);
        }
    }

    private void readSoon() {
        if (!closed && !came.isEmpty() && reading.compareAndSet(false, true)) {
            try {
                threads.execute(this::read);
            } catch (RejectedExecutionException e) {
                reading.set(false);
            }
        }
    }

    /** Retransmitted flights are answered by the record layer; data means nothing to us. */
    private void read() {
        byte[] scratch = new byte[LONGEST];
        try {
            while (!came.isEmpty() && !closed) {
                established.receive(scratch, 0, scratch.length, 1);
            }
        } catch (IOException | RuntimeException e) {
            over.set(true);
        }
        reading.set(false);
        if (over.get() && !closed) {
            closed = true;
            listener.closed();
        } else {
            readSoon();
        }
    }

    /** Ends it; says so to the peer where there was a handshake. Idempotent. */
    public void close() {
        DTLSTransport current;
        synchronized (this) {
            closed = true;
            current = made;
        }
        if (current != null) {
            end(current);
        }
    }

    private static void end(DTLSTransport transport) {
        try {
            transport.close();
        } catch (IOException | RuntimeException e) {
            // The peer finds out by itself.
        }
    }

    /** The handshake's packets. */
    private final class Carrier implements DatagramTransport {
        @Override
        public int getReceiveLimit() {
            return LONGEST;
        }

        @Override
        public int getSendLimit() {
            return SENT_LONGEST;
        }

        @Override
        public int receive(byte[] buf, int off, int len, int waitMillis) throws IOException {
            if (closed) {
                throw new IOException("closed");
            }
            try {
                byte[] packet =
                        came.poll(Math.min(Math.max(1, waitMillis), 500), TimeUnit.MILLISECONDS);
                if (packet == null) {
                    return -1;
                }
                int n = Math.min(len, packet.length);
                System.arraycopy(packet, 0, buf, off, n);
                return n;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void send(byte[] buf, int off, int len) throws IOException {
            wire.send(buf, off, len);
        }

        @Override
        public void close() {
            // Whoever carries us closes itself.
        }
    }
}
