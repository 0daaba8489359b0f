package org.patchbay.webrtc.internal.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.patchbay.call.api.BrowserPhone;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.sdp.BrowserSdp;
import org.patchbay.sdp.Direction;
import org.patchbay.sdp.DtlsSetup;
import org.patchbay.sdp.Fingerprint;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.LocalAudio;
import org.patchbay.sdp.LocalCrypto;
import org.patchbay.sdp.OfferAnswer;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.dtls.DtlsKeys;
import org.patchbay.webrtc.internal.dtls.DtlsLink;
import org.patchbay.webrtc.internal.dtls.OwnCertificate;

/** A page with its phone, without a browser: it says what a page says, and sounds. */
public final class BrowserPeer implements BrowserPhones.Page, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Peers have one certificate each, but need not make one for each call. */
    private OwnCertificate certificate = OwnCertificate.make(Instant.now());

    private final String phone;
    private final PeerMedia media;
    private final List<JsonNode> told = new ArrayList<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "peer-dtls");
                        thread.setDaemon(true);
                        return thread;
                    });
    private BrowserPhone connection;
    private PeerIce ice;
    private volatile DtlsLink dtls;
    private DtlsSetup setup = DtlsSetup.ACTPASS;
    private volatile boolean keyed;
    private volatile String failure = "";
    private volatile int closedWith;
    private Fingerprint told2;

    /** Whether it has answered, and so begins the handshake. */
    private boolean client;

    public BrowserPeer(String phone, double frequencyHz, double levelDb) {
        this(phone, frequencyHz, levelDb, new Pcmu());
    }

    /**
     * @param codec that it wants most, and speaks
     */
    public BrowserPeer(String phone, double frequencyHz, double levelDb, CodecFactory codec) {
        this.phone = phone;
        this.media = new PeerMedia(frequencyHz, levelDb, codec);
    }

    /** What it says of who begins the handshake. */
    public BrowserPeer setup(DtlsSetup value) {
        setup = value;
        return this;
    }

    /** Claims that certificate in its offers in place of its own. */
    public BrowserPeer claims(Fingerprint fingerprint) {
        told2 = fingerprint;
        return this;
    }

    /** Opens the page. */
    public BrowserPeer at(BrowserPhones phones) {
        connection = phones.open(new BrowserUser(phone, phone), this);
        return this;
    }

    /** As after a reload: another certificate, nothing heard yet. */
    public void reloaded() {
        certificate = OwnCertificate.make(Instant.now());
        endSession();
        connection.closed();
    }

    // ---- our signalling

    public void say(String type, Map<String, ?> fields) {
        com.fasterxml.jackson.databind.node.ObjectNode node = JSON.valueToTree(fields);
        node.put("type", type);
        connection.said(node.toString());
    }

    public void sayRaw(String text) {
        connection.said(text);
    }

    public void gone() {
        connection.closed();
    }

    @Override
    public void tell(String json) {
        try {
            synchronized (told) {
                told.add(JSON.readTree(json));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }

    @Override
    public void close(int code, String reason) {
        closedWith = code;
    }

    public int closedWith() {
        return closedWith;
    }

    public List<JsonNode> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    /** Takes the first of that type that is waiting, or waits for one. */
    public JsonNode next(String type) {
        return next(type, n -> true);
    }

    public JsonNode next(String type, Predicate<JsonNode> which) {
        JsonNode[] found = new JsonNode[1];
        Eventually.holds(
                Duration.ofSeconds(10),
                () -> {
                    synchronized (told) {
                        for (JsonNode node : told) {
                            if (node.path("type").asText().equals(type) && which.test(node)) {
                                found[0] = node;
                                told.remove(node);
                                return;
                            }
                        }
                        throw new AssertionError("no " + type + " in " + told);
                    }
                });
        return found[0];
    }

    // ---- WebRTC

    /** A new peer connection's offer. */
    public String offer() throws IOException {
        begin(true);
        return BrowserSdp.offer(OfferAnswer.offer(local()), own(setup), "0").print();
    }

    /** A new peer connection's answer to that: the way is tried from now on. */
    public String answer(String offer) throws IOException {
        begin(false);
        SessionDescription theirs = SessionDescription.parse(offer);
        SessionDescription plain = OfferAnswer.answer(theirs, local()).description();
        IceDtls own = own(DtlsSetup.ACTIVE);
        answered(offer);
        return BrowserSdp.answer(theirs, plain, own, "voice").print();
    }

    private void begin(boolean controls) throws IOException {
        endSession();
        keyed = false;
        client = !controls;
        ice =
                new PeerIce(
                        new PeerIce.Listener() {
                            @Override
                            public void connected() {
                                beginDtls();
                            }

                            @Override
                            public void packet(byte[] data, int length) {
                                came(data, length);
                            }
                        },
                        controls);
        dtls = newDtls();
    }

    /** The same peer connection with a new go of ICE: its DTLS goes on. */
    public String restartOffer() throws IOException {
        ice.close();
        ice =
                new PeerIce(
                        new PeerIce.Listener() {
                            @Override
                            public void connected() {}

                            @Override
                            public void packet(byte[] data, int length) {
                                came(data, length);
                            }
                        });
        return describe();
    }

    private String describe() {
        return BrowserSdp.offer(OfferAnswer.offer(local()), own(setup), "0").print();
    }

    private LocalAudio local() {
        return new LocalAudio(
                "0.0.0.0", 9, media.formats(), Direction.SENDRECV, 20, 1, 1, LocalCrypto.DTLS);
    }

    private IceDtls own(DtlsSetup said) {
        return new IceDtls(
                ice.ufrag,
                ice.pwd,
                true,
                List.of(told2 != null ? told2 : certificate.fingerprint()),
                said,
                List.of(),
                false);
    }

    private DtlsLink newDtls() {
        DtlsLink[] made = new DtlsLink[1];
        made[0] =
                new DtlsLink(
                        (data, offset, length) -> {
                            if (made[0]
                                    == dtls) { // the last word of one before is not for this one's
                                // way
                                ice.send(data, offset, length);
                            }
                        },
                        new DtlsLink.Listener() {
                            @Override
                            public void keyed(DtlsKeys keys) {
                                media.keyed(keys);
                                keyed = true;
                            }

                            @Override
                            public void failed(String why) {
                                failure = why;
                            }

                            @Override
                            public void closed() {}
                        },
                        threads);
        return made[0];
    }

    private IceDtls answer;

    /** Our answer: the way is tried from now on. */
    public void answered(String sdp) {
        answer = IceDtls.of(SessionDescription.parse(sdp));
        ice.begin(answer);
    }

    /** It reaches none of what the answer says, but what is told here. */
    public void follows(String line) {
        ice.follows(IceCandidate.parse(line).orElseThrow());
    }

    /** Its own candidate, as a browser tells it. */
    public String candidate() {
        return ice.candidate().line();
    }

    private void beginDtls() {
        boolean first = client || answer.setup() == DtlsSetup.PASSIVE;
        dtls.begin(certificate, answer.fingerprints(), first);
    }

    private void came(byte[] data, int length) {
        int first = data[0] & 0xFF;
        if (first >= 20 && first <= 63) {
            DtlsLink link = dtls;
            if (link != null) {
                link.packet(data, 0, length);
            }
        } else if (first >= 128) {
            media.came(data, length);
        }
    }

    /** Offers a session, and waits for its answer. */
    public void open(String session) throws IOException {
        say("webrtc-offer", Map.of("session", session, "sdp", offer()));
        JsonNode told = next("webrtc-answer", n -> n.path("session").asText().equals(session));
        answered(told.path("sdp").asText());
        say("candidate", Map.of("session", session, "candidate", candidate(), "mid", "0"));
    }

    public void link(String call, String session) {
        say("webrtc-link", Map.of("call", call, "session", session));
        next("linked", n -> n.path("call").asText().equals(call));
    }

    public boolean isKeyed() {
        return keyed;
    }

    public String failure() {
        return failure;
    }

    /** Sends 20 ms of its tone. */
    public void talk() throws IOException {
        byte[] packet = media.next();
        PeerIce way = ice;
        if (packet.length > 0 && way != null) {
            way.send(packet, 0, packet.length);
        }
    }

    public void sendRaw(byte[] packet) throws IOException {
        ice.send(packet, 0, packet.length);
    }

    public void deaf(boolean value) {
        ice.deaf(value);
    }

    /** Packets that came while it was deaf. */
    public int unheard() {
        return ice.unheard();
    }

    public int packets() {
        return media.packets();
    }

    public int refused() {
        return media.refused();
    }

    public float[] lately(int ms) {
        return media.lately(ms);
    }

    public void forget() {
        media.forget();
    }

    public void closePeerConnection() {
        endSession();
    }

    private void endSession() {
        if (dtls != null) {
            dtls.close();
            dtls = null;
        }
        if (ice != null) {
            ice.close();
            ice = null;
        }
    }

    /** Closes page and peer connection. */
    @Override
    public void close() {
        endSession();
        if (connection != null) {
            connection.closed();
        }
        media.close();
        threads.shutdownNow();
    }
}
