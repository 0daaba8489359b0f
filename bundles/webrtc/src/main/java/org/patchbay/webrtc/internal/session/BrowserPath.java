package org.patchbay.webrtc.internal.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.patchbay.media.api.MediaPath;
import org.patchbay.sdp.DtlsSetup;
import org.patchbay.sdp.Fingerprint;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.SdpException;
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

        /** The far side has said that it goes. */
        default void left() {
            lost();
        }

        /** They never will: why, for people. */
        void failed(String why);

        /** Whether {@link #candidate} reaches the browser. */
        default boolean followsCandidates() {
            return false;
        }

        /**
         * One more of our candidates (RFC 8838).
         *
         * @param ufrag of the go of ICE that it belongs to
         */
        default void candidate(IceCandidate ours, String ufrag) {}
    }

    private final IceHost host;
    private final OwnCertificate certificate;
    private final Executor handshakes;
    private final Listener listener;
    private final SrtpFlow flow;
    private final OurCandidates candidates;
    private volatile IceLink ice;
    private volatile DtlsLink dtls;
    private volatile InetSocketAddress remote = NOBODY;
    private Far far;
    private Next next;
    private volatile Way way;
    private volatile boolean keyed;
    private volatile boolean closed;

    /**
     * Who is at the other end.
     *
     * @param client whether we begin the handshake with it
     */
    private record Far(String ufrag, List<Fingerprint> proof, boolean client) {}

    /**
     * What is agreed next.
     *
     * @param theirs empty while our offer waits for its answer
     */
    private record Next(
            IceLink ice, Way way, DtlsLink dtls, Optional<IceDtls> theirs, boolean client) {}

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
        this.flow = new SrtpFlow(outbox, this::transmit);
        this.candidates = new OurCandidates(host, listener);
    }

    /**
     * Begins, or begins anew, with what an offer of the browser says.
     *
     * @return what our answer says
     */
    public synchronized IceDtls begin(IceDtls theirs) throws IOException {
        IceDtls answer = propose(theirs);
        commit();
        return answer;
    }

    /**
     * Our end, for an offer: that in force, or one that waits for the answer.
     *
     * @throws IOException where there is no more room
     */
    public synchronized IceDtls offer() throws IOException {
        requireOpen();
        if (far == null && next == null) {
            next = next(true, newLink(), Optional.empty(), false);
        }
        return end(far == null ? next.ice() : ice, DtlsSetup.ACTPASS);
    }

    /**
     * The answer to {@link #offer}. One that says what is in force already changes nothing.
     *
     * @throws SdpException where it is none
     */
    public synchronized void accept(IceDtls answer) throws IOException {
        requireOpen();
        if (answer.setup() == DtlsSetup.ACTPASS) {
            throw new SdpException(0, "an answer leaves open who begins the handshake");
        }
        if (next != null && next.theirs().isEmpty()) {
            boolean client = answer.setup() == DtlsSetup.PASSIVE;
            next = new Next(next.ice(), next.way(), next.dtls(), Optional.of(answer), client);
            commit();
        } else if (far == null || !far.ufrag().equals(answer.ufrag())) {
            throw new SdpException(0, "an answer that begins ICE anew");
        }
    }

    /**
     * What an offer of the browser says.
     *
     * @return what our answer says; not in force before {@link #commit}
     */
    public synchronized IceDtls propose(IceDtls theirs) throws IOException {
        requireOpen();
        rollback();
        boolean sameProof = far != null && theirs.fingerprints().equals(far.proof());
        boolean client = sameProof ? far.client() : theirs.setup().answer() == DtlsSetup.ACTIVE;
        if (sameProof && theirs.ufrag().equals(far.ufrag())) {
            return end(ice, setup(client));
        }
        next = next(false, sameProof ? dtls : newLink(), Optional.of(theirs), client);
        return end(next.ice(), setup(client));
    }

    private Next next(boolean controlling, DtlsLink link, Optional<IceDtls> theirs, boolean client)
            throws IOException {
        Way made = new Way(link);
        return new Next(IceLink.open(host, controlling, made), made, link, theirs, client);
    }

    /** Puts it in force; nothing where that was so before. */
    public synchronized void commit() {
        Next agreed = next;
        if (agreed == null || agreed.theirs().isEmpty()) {
            return;
        }
        next = null;
        IceLink before = ice;
        if (before != null) {
            // Else checks from an address that it knows would still be its own.
            before.free();
        }
        IceDtls theirs = agreed.theirs().get();
        if (dtls != agreed.dtls()) {
            if (dtls != null) {
                dtls.close();
            }
            keyed = false;
            dtls = agreed.dtls();
        }
        far = new Far(theirs.ufrag(), theirs.fingerprints(), agreed.client());
        ice = agreed.ice();
        way = agreed.way();
        ice.start(theirs.ufrag(), theirs.pwd(), theirs.candidates());
    }

    /** Forgets what was not agreed. */
    public synchronized void rollback() {
        Next open = next;
        next = null;
        if (open != null) {
            open.ice().free();
            if (open.dtls() != dtls) {
                open.dtls().close();
            }
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the session is over");
        }
    }

    private static DtlsSetup setup(boolean client) {
        return client ? DtlsSetup.ACTIVE : DtlsSetup.PASSIVE;
    }

    private IceDtls end(IceLink link, DtlsSetup setup) {
        OurCandidates.Described ours = candidates.describe(link);
        return new IceDtls(
                link.ufrag(),
                link.pwd(),
                true,
                List.of(certificate.fingerprint()),
                setup,
                ours.candidates(),
                ours.complete());
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
                                    listener.left();
                                }
                            }
                        },
                        handshakes);
        return made[0];
    }

    private void keyed(DtlsKeys keys) {
        if (!closed && flow.keyed(keys)) {
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

        /** Whether whoever is there wants to hear us. */
        private volatile boolean consent;

        Way(DtlsLink link) {
            this.link = link;
        }

        private boolean isCurrent() {
            return way == this && !closed;
        }

        @Override
        public void connected() {
            IceLink current = ice;
            if (!isCurrent() || current == null) {
                return;
            }
            remote = current.remote().orElse(NOBODY);
            consent = true;
            if (keyed) {
                listener.connected(); // the same keys, another way
            } else {
                Far whom = far();
                link.begin(certificate, whom.proof(), whom.client());
            }
        }

        @Override
        public void lost() {
            if (isCurrent()) {
                consent = false;
                listener.lost();
            }
        }

        @Override
        public void packet(byte[] data, int offset, int length) {
            if (closed) {
                return;
            }
            switch (Demux.of(data, offset, length)) {
                case RTP -> flow.came(data, offset, length);
                case DTLS -> link.packet(data, offset, length);
                case OTHER -> {
                    // Whatever it is, it is not for us.
                }
            }
        }
    }

    private synchronized Far far() {
        return far;
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
        flow.open(where);
    }

    /**
     * While another handshake is under way there are still the keys of the last one: nothing is
     * sent with them. Nor is anything to whoever does not consent any more (RFC 7675 §5.1).
     */
    @Override
    public boolean send(byte[] packet, int length) {
        Way current = way;
        boolean heard = current != null && current.consent;
        return heard && keyed && !closed && flow.send(packet, length);
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

    @Override
    public String suite() {
        return flow.suite();
    }

    @Override
    public long refused() {
        return flow.refused();
    }

    /** The session is over; {@link #free} does the rest, on a thread that may wait. */
    @Override
    public void close() {
        closed = true;
    }

    /** Gives everything back. May wait. Idempotent. */
    public synchronized void free() {
        closed = true;
        candidates.close();
        rollback();
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
