package org.patchbay.sip.internal;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Target;
import org.patchbay.sip.internal.leg.DialogRules;
import org.patchbay.sip.internal.parts.Parts;
import org.patchbay.sip.internal.subscribe.SubscribeSettings;
import org.patchbay.sip.internal.trace.SipTape;

/** SIP, started on a free port of the loopback, in a house of fakes. */
final class SipFixture implements AutoCloseable {
    static final Duration IDLE = Duration.ofSeconds(120);
    static final Duration SLOW = Duration.ofSeconds(20);

    final FakeHouse house = new FakeHouse();
    final FakeHouse.Locations locations = new FakeHouse.Locations(house);
    final Parts parts = new Parts();
    final LinkedBlockingQueue<HouseEvent> published = new LinkedBlockingQueue<>();
    final int port = freePort();
    final SipService service;

    SipFixture() {
        this(1_000);
    }

    SipFixture(int mostLegs) {
        this(mostLegs, "SHA-256, MD5");
    }

    SipFixture(int mostLegs, String algorithms) {
        this(mostLegs, algorithms, SipSecurity.NONE);
    }

    SipFixture(int mostLegs, String algorithms, SipSecurity security) {
        this(mostLegs, algorithms, security, List.of());
    }

    /**
     * @param nameServers that are asked in place of the system's
     */
    SipFixture(
            int mostLegs,
            String algorithms,
            SipSecurity security,
            List<InetSocketAddress> nameServers) {
        this(
                mostLegs,
                algorithms,
                security,
                nameServers,
                DialogRules.USUAL,
                SubscribeSettings.USUAL);
    }

    SipFixture(DialogRules dialogs) {
        this(dialogs, SubscribeSettings.USUAL);
    }

    SipFixture(SubscribeSettings subscribe) {
        this(DialogRules.USUAL, subscribe);
    }

    private SipFixture(DialogRules dialogs, SubscribeSettings subscribe) {
        this(1_000, "SHA-256, MD5", SipSecurity.NONE, List.of(), dialogs, subscribe);
    }

    private SipFixture(
            int mostLegs,
            String algorithms,
            SipSecurity security,
            List<InetSocketAddress> nameServers,
            DialogRules dialogs,
            SubscribeSettings subscribe) {
        parts.bindCallEntry(house);
        parts.bindDirectory(house);
        parts.bindLocations(locations);
        parts.bindMedia(house);
        parts.bindEvents(published::add);
        service =
                new SipService(
                        new SipSettings(
                                "127.0.0.1",
                                port,
                                List.of("udp, tcp"),
                                2,
                                Duration.ofSeconds(300),
                                List.of(algorithms),
                                mostLegs,
                                new Upkeep.Settings(Duration.ofHours(1), 3, IDLE, SLOW),
                                security,
                                SipTape.Limits.USUAL,
                                nameServers,
                                dialogs,
                                subscribe),
                        parts,
                        InstantSource.system());
    }

    static int freePort() {
        for (int i = 0; i < 50; i++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                    DatagramSocket udp =
                            new DatagramSocket(
                                    tcp.getLocalPort(), InetAddress.getByName("127.0.0.1"))) {
                return udp.getLocalPort();
            } catch (IOException e) {
                // taken on the other side: another one
            }
        }
        throw new AssertionError("no free port");
    }

    RawPeer udp() throws IOException {
        return RawPeer.udp(port);
    }

    RawPeer tcp() throws IOException {
        return RawPeer.tcp(port);
    }

    LegProvider provider(String scheme) {
        return service.providers().stream()
                .filter(p -> p.scheme().equals(scheme))
                .findFirst()
                .orElseThrow();
    }

    record Dialled(Leg leg, FakeHouse.Events events) {}

    Dialled dial(String target) {
        Target to = Target.parse(target);
        FakeHouse.Events events = new FakeHouse.Events();
        DialRequest request =
                new DialRequest(
                        new CallId("call"),
                        house.newLegId(),
                        to,
                        new Party("11", "Anna Example"),
                        "12",
                        List.of("PCMU"));
        return new Dialled(provider(to.scheme()).dial(request, events), events);
    }

    /** Registers the peer as that user. */
    Msg register(RawPeer peer, String user) throws Exception {
        peer.user = user;
        peer.authorised("REGISTER", "sip:pbx.test", "Expires: 600\r\n", "", "secret");
        return peer.awaitFinal();
    }

    @Override
    public void close() {
        service.close();
    }
}
