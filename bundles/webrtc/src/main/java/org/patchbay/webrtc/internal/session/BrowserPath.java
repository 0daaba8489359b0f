package org.patchbay.webrtc.internal.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.patchbay.media.api.MediaPath;
import org.patchbay.sdp.DtlsSetup;
import org.patchbay.sdp.Fingerprint;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.sdp.IceDtls;
import org.patchbay.webrtc.internal.dtls.DtlsKeys;
import org.patchbay.webrtc.internal.dtls.DtlsLink;
import org.patchbay.webrtc.internal.dtls.OwnCertificate;
import org.patchbay.webrtc.internal.ice.IceHost;
import org.patchbay.webrtc.internal.ice.IceLink;

/**
 * The transport of one session: ICE, DTLS over it, and the media engine's packets. ICE may begin
 * anew (RFC 8445 §9); DTLS goes on with it where the browser shows the same certificate, and begins
 * anew where it is another one, as after a reload (RFC 8842 §4).
 */
public final class BrowserPath implements MediaPath {
    private static final InetSocketAddress NOBODY = new InetSocketAddress(0);

    /** Told on whatever thread: only post to your own mailbox. */
    public interface Listener {
        /** Packets may flow. */
        void connected();

        /** They do not any more. */
        void lost();

        /** They never will: why, for people. */
        void failed(String why);
    }

    private final IceHost host;
    private final OwnCertificate certificate;
    private final Executor handshakes;
    private final Listener listener;
    private final OutRing out;
    private volatile Inlet inlet;
    private volatile IceLink ice;
    private volatile DtlsLink dtls;
    private volatile InetSocketAddress remote = NOBODY;
    private List<Fingerprint> proof = List.of();
    private boolean client;
    private volatile boolean keyed;
    private volatile boolean closed;

    public BrowserPath(
            IceHost host,
            OwnCertificate certificate,
            Executor handshakes,
            Outbox outbox,
            Listener listener) {
        this.host = host;
        this.certificate = certificate;
        this.handshakes = handshakes;
        this.listener = listener;
        this.out = new OutRing(outbox, this::transmit);
    }

    /**
     * Begins, or begins anew, with what an offer of the browser says.
     *
     * @return what our answer says
     */
    public synchronized IceDtls begin(IceDtls theirs) throws IOException {
        if (closed) {
            throw new IOException("the session is over");
        }
        boolean sameProof = theirs.fingerprints().equals(proof);
        IceLink before = ice;
        if (before != null) {
            // Else checks from an address that it knows would still be its own.
            before.free();
        }
        boolean ours = sameProof ? client : theirs.setup().answer() == DtlsSetup.ACTIVE;
        DtlsLink link = dtls;
        if (!sameProof) {
            if (link != null) {
                link.close();
            }
            keyed = false;
            client = ours;
            proof = theirs.fingerprints();
            link = newLink();
            dtls = link;
        }
        IceLink next = IceLink.open(host, new Way(link));
        ice = next;
        IceDtls answer =
                new IceDtls(
                        next.ufrag(),
                        next.pwd(),
                        true,
                        List.of(certificate.fingerprint()),
                        ours ? DtlsSetup.ACTIVE : DtlsSetup.PASSIVE,
                        next.candidates(),
                        true);
        next.start(theirs.ufrag(), theirs.pwd(), theirs.candidates());
        return answer;
    }

    private DtlsLink newLink() {
        DtlsLink[] made = new DtlsLink[1];
        made[0] =
                new DtlsLink(
                        this::transmit,
                        new DtlsLink.Listener() {
                            @Override
                            public void keyed(DtlsKeys keys) {
                                if (dtls == made[0]) {
                                    BrowserPath.this.keyed(keys);
                                }
                            }

                            @Override
                            public void failed(String why) {
                                if (dtls == made[0]) {
                                    listener.failed("DTLS: " + why);
                                }
                            }

                            @Override
                            public void closed() {
                                if (dtls == made[0]) {
                                    listener.lost();
                                }
                            }
                        },
                        handshakes);
        return made[0];
    }

    private void keyed(DtlsKeys keys) {
        Inlet to = inlet;
        if (to != null && !closed) {
            to.keyed(keys.ours(), keys.theirs());
            keyed = true;
            listener.connected();
        }
    }

    /** One more of the browser's candidates. */
    public void candidate(IceCandidate candidate) {
        IceLink current = ice;
        if (current != null) {
            current.candidate(candidate);
        }
    }

    /** One go of ICE; what an older one still has to say means nothing. */
    private final class Way implements IceLink.Listener {
        private final DtlsLink link;

        Way(DtlsLink link) {
            this.link = link;
        }

        private boolean isCurrent() {
            return dtls == link && !closed;
        }

        @Override
        public void connected() {
            IceLink current = ice;
            if (!isCurrent() || current == null) {
                return;
            }
            remote = current.remote().orElse(NOBODY);
            if (keyed) {
                listener.connected(); // the same keys, another way
            } else {
                link.begin(certificate, proof(), client);
            }
        }

        @Override
        public void lost() {
            if (isCurrent()) {
                listener.lost();
            }
        }

        @Override
        public void packet(byte[] data, int offset, int length) {
            Inlet to = inlet;
            if (closed || to == null) {
                return;
            }
            switch (Demux.of(data, offset, length)) {
                case RTP -> to.packet(data, offset, length);
                case DTLS -> link.packet(data, offset, length);
                case OTHER -> {
                    // Whatever it is, it is not for us.
                }
            }
        }
    }

    private synchronized List<Fingerprint> proof() {
        return proof;
    }

    private void transmit(byte[] packet, int offset, int length) throws IOException {
        IceLink current = ice;
        if (current == null) {
            throw new IOException("no way");
        }
        current.send(packet, offset, length);
    }

    // ---- the media engine's side

    @Override
    public void open(Inlet where) {
        inlet = Objects.requireNonNull(where);
    }

    @Override
    public boolean send(byte[] packet, int length) {
        return !closed && out.put(packet, length);
    }

    @Override
    public InetSocketAddress local() {
        IceLink current = ice;
        return current == null ? NOBODY : current.local();
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    /** The session is over; {@link #free} does the rest, on a thread that may wait. */
    @Override
    public void close() {
        closed = true;
    }

    /** Gives everything back. May wait. Idempotent. */
    public synchronized void free() {
        closed = true;
        DtlsLink link = dtls;
        if (link != null) {
            link.close();
        }
        IceLink current = ice;
        if (current != null) {
            current.free();
        }
    }
}
