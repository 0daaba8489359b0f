package org.patchbay.webrtc.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.patchbay.call.api.CallEntry;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Passage;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.User;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.media.internal.MediaHouse;
import org.patchbay.media.internal.g711.Pcmu;
import org.patchbay.media.internal.session.CodecRegistry;
import org.patchbay.webrtc.internal.ice.IceSettings;
import org.patchbay.webrtc.internal.ice.StunServer;
import org.patchbay.webrtc.internal.peer.BrowserPeer;
import org.patchbay.webrtc.internal.phone.HouseLimits;
import org.patchbay.webrtc.internal.phone.Parts;
import org.patchbay.webrtc.internal.phone.Phones;
import org.patchbay.webrtc.internal.turn.IceServers;

/** Phones in browsers with the real media engine, and a hub that does what a test says. */
public final class Office implements AutoCloseable, Parts, CallEntry {
    static final HouseLimits MANY = new HouseLimits(500, 8, 500, 8, 1000, 1000);

    /** One leg, and what it told. */
    public static final class Told implements LegEvents {
        public volatile Leg leg;
        public final List<String> words = new CopyOnWriteArrayList<>();
        public volatile CallOffer offer;
        public volatile DisconnectCause cause;

        @Override
        public void ringing() {
            words.add("ringing");
        }

        @Override
        public void earlyMedia() {
            words.add("early");
        }

        @Override
        public void answered() {
            words.add("answered");
        }

        @Override
        public void held(boolean held) {
            words.add("held " + held);
        }

        @Override
        public void digit(char key, int durationMs) {
            words.add("digit " + key);
        }

        @Override
        public void mediaChanged() {
            words.add("media");
        }

        @Override
        public void transferAsked(TransferTo to) {
            words.add("transfer " + to.text());
        }

        @Override
        public void joinAsked(TransferTo third) {
            words.add("join " + third.text());
        }

        @Override
        public void ended(DisconnectCause why) {
            cause = why;
            words.add("ended " + why.reason());
        }
    }

    final CodecRegistry codecs = new CodecRegistry();
    final MediaHouse media;
    final BrowserHouse browsers;
    final List<Told> offered = new CopyOnWriteArrayList<>();
    private final AtomicInteger serial = new AtomicInteger();
    private final List<BrowserPeer> peers = new ArrayList<>();
    volatile CallHub hub;
    private final Directory directory =
            new Directory(
                    "example.test",
                    1,
                    Map.of(
                            "anna",
                            new User("anna", "Anna", "1001", List.of("d1001")),
                            "ben",
                            new User("ben", "Ben", "1002", List.of())),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    Map.of());

    Office() throws IOException {
        this(MANY, Duration.ofSeconds(10), false);
    }

    Office(HouseLimits most, Duration keep, boolean tcp) throws IOException {
        this(most, keep, tcp, new IceServers(List.of(), "", Duration.ofHours(1)));
    }

    /** Whose pages are told of those servers. */
    Office(IceServers servers) throws IOException {
        this(MANY, Duration.ofSeconds(10), false, servers);
    }

    /** Behind a router, of which a STUN server knows. */
    Office(StunServer stun) throws IOException {
        this(
                MANY,
                Duration.ofSeconds(10),
                new IceSettings(
                        InetAddress.getByName("127.0.0.1"), 0, false, List.of(), Optional.of(stun)),
                new IceServers(List.of(), "", Duration.ofHours(1)));
    }

    private Office(HouseLimits most, Duration keep, boolean tcp, IceServers servers)
            throws IOException {
        this(
                most,
                keep,
                new IceSettings(InetAddress.getByName("127.0.0.1"), 0, tcp, List.of()),
                servers);
    }

    private Office(HouseLimits most, Duration keep, IceSettings ice, IceServers servers)
            throws IOException {
        codecs.bindCodec(new Pcmu());
        media = new MediaHouse("127.0.0.1", 24000, 24099, 1, false, codecs);
        browsers = BrowserHouse.open(this, new BrowserHouse.Settings(ice, servers, most, keep));
    }

    Phones phones() {
        return browsers.phones();
    }

    BrowserPeer page(String user, double frequencyHz) {
        return page(user, frequencyHz, new Pcmu());
    }

    BrowserPeer page(String user, double frequencyHz, CodecFactory codec) {
        BrowserPeer peer = new BrowserPeer(user, frequencyHz, -15, codec);
        peers.add(peer);
        return peer.at(phones());
    }

    /** Rings it, as the hub does. */
    Told dial(String target, String from) {
        return dial(target, new Party(from, ""), "1001", false);
    }

    /** Somebody asked for a call from it to that number. */
    Told ask(String target, String number) {
        return dial(target, new Party(number, ""), number, true);
    }

    private Told dial(String target, Party caller, String called, boolean asked) {
        Told told = new Told();
        LegId id = newLegId();
        DialRequest request =
                new DialRequest(
                        new CallId("c" + id),
                        id,
                        Target.parse(target),
                        caller,
                        called,
                        List.of(),
                        Passage.FIRST,
                        asked,
                        Optional.empty());
        told.leg = phones().dial(request, told);
        return told;
    }

    @Override
    public LegEvents offer(Leg leg, CallOffer offer) {
        Told told = new Told();
        told.leg = leg;
        told.offer = offer;
        offered.add(told);
        return told;
    }

    @Override
    public LegId newLegId() {
        return new LegId("L" + serial.incrementAndGet());
    }

    @Override
    public Optional<CallEntry> callEntry() {
        return Optional.of(this);
    }

    @Override
    public Optional<CallHub> hub() {
        return Optional.ofNullable(hub);
    }

    @Override
    public Optional<MediaSessions> media() {
        return Optional.of(media.sessions());
    }

    @Override
    public Optional<Directory> directory() {
        return Optional.of(directory);
    }

    @Override
    public void close() {
        peers.forEach(BrowserPeer::close);
        browsers.close();
        media.close();
    }
}
