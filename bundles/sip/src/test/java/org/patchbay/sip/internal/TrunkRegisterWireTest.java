package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkLine;
import org.patchbay.directory.api.TrunkState;
import org.patchbay.directory.api.TrunkStatus;

/** Our registration at a trunk, over real sockets. */
@Tag("waits")
class TrunkRegisterWireTest {
    private static final String CHALLENGE =
            "WWW-Authenticate: Digest realm=\"acme.test\", nonce=\"n1\", qop=\"auth\","
                    + " algorithm=MD5\r\n";

    private SipFixture sip;
    private RawPeer registrar;

    @BeforeEach
    void start() throws Exception {
        sip = new SipFixture();
        registrar = sip.udp();
    }

    @AfterEach
    void stop() throws Exception {
        Thread closing = new Thread(sip::close);
        closing.start();
        while (closing.isAlive()) {
            registrar.nothingLike(20, this::bidsFarewell);
        }
        registrar.close();
    }

    /** It is answered, so that nobody waits for it. */
    private boolean bidsFarewell(Msg request) {
        if (!request.isRequest("REGISTER") || !request.header("Expires").equals("0")) {
            return false;
        }
        try {
            answer(request, 200, "");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return true;
    }

    private static TrunkLine line(int registerS, Optional<TrunkLine.Proxy> proxy) {
        return new TrunkLine(
                false,
                false,
                proxy,
                Duration.ofSeconds(registerS),
                Optional.of("acme.test"),
                Optional.empty(),
                Duration.ZERO,
                TrunkLine.FIRST_ANSWER);
    }

    private Trunk trunk(String id, TrunkLine line) {
        return new Trunk(
                id,
                "127.0.0.1",
                registrar.port(),
                "udp",
                List.of("127.0.0.1:" + registrar.port()),
                List.of(),
                "49301234",
                Optional.empty(),
                line);
    }

    private Msg register() throws InterruptedException {
        return registrar.awaitRequest("REGISTER");
    }

    private Msg registerWith(String expires) throws InterruptedException {
        return registrar.await(
                "REGISTER for " + expires,
                m -> m.isRequest("REGISTER") && m.header("Expires").equals(expires));
    }

    private void answer(Msg request, int status, String more) throws Exception {
        registrar.send(registrar.response(request, status, more, ""));
    }

    private void accept(Msg request, String parameters) throws Exception {
        answer(request, 200, "Contact: <" + request.contactUri() + ">" + parameters + "\r\n");
    }

    private TrunkStatus status(String id) {
        return sip.service.trunkStates().trunks().stream()
                .filter(t -> t.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The event that the trunk is in that state now. */
    private HouseEvent.TrunkChanged becomes(TrunkState state) throws InterruptedException {
        while (true) {
            HouseEvent event = sip.published.poll(5, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("the trunk never was " + state);
            }
            if (event instanceof HouseEvent.TrunkChanged changed && changed.state() == state) {
                return changed;
            }
        }
    }

    @Test
    void itRegistersWithItsAccount() throws Exception {
        sip.house.trunk(trunk("acme", line(600, Optional.empty())));
        Msg first = register();
        assertEquals("REGISTER sip:acme.test SIP/2.0", first.first());
        assertEquals("<sip:49301234@acme.test>", first.header("To"));
        assertTrue(first.header("From").startsWith("<sip:49301234@acme.test>;tag="));
        assertEquals("sip:acme@127.0.0.1:" + sip.port, first.contactUri());
        assertEquals("600", first.header("Expires"));
        becomes(TrunkState.REGISTERING);
        answer(first, 401, CHALLENGE);
        Msg second = register();
        assertEquals(first.header("Call-ID"), second.header("Call-ID"));
        assertEquals(first.cseq() + 1, second.cseq());
        String given = second.header("Authorization");
        assertTrue(given.contains("username=\"49301234\""), given);
        assertTrue(given.contains("realm=\"acme.test\""), given);
        String ha1 = RawPeer.hash("MD5", "49301234:acme.test:secret");
        String ha2 = RawPeer.hash("MD5", "REGISTER:sip:acme.test");
        String cnonce = given.replaceAll(".*cnonce=\"([^\"]*)\".*", "$1");
        String response = RawPeer.hash("MD5", ha1 + ":n1:00000001:" + cnonce + ":auth:" + ha2);
        assertTrue(given.contains("response=\"" + response + "\""), given);
        accept(second, ";expires=300");
        assertEquals("acme", becomes(TrunkState.UP).trunk());
        TrunkStatus up = status("acme");
        assertEquals(TrunkState.UP, up.state());
        assertEquals("udp:127.0.0.1:" + registrar.port(), up.address());
        long left =
                Duration.between(java.time.Instant.now(), up.registeredUntil().get()).toSeconds();
        assertTrue(left > 280 && left <= 300, left + " s");
    }

    /** RFC 3261 §22.3: what the proxy was told is told again to the registrar behind it. */
    @Test
    void aProxyAndTheRegistrarBothAsk() throws Exception {
        sip.house.trunk(trunk("acme", line(600, Optional.empty())));
        answer(register(), 407, CHALLENGE.replace("WWW-", "Proxy-").replace("n1", "p1"));
        Msg second = register();
        answer(second, 401, CHALLENGE);
        Msg third = register();
        assertEquals(second.header("Proxy-Authorization"), third.header("Proxy-Authorization"));
        assertTrue(third.header("Authorization").contains("nonce=\"n1\""));
        accept(third, ";expires=300");
        becomes(TrunkState.UP);
    }

    @Test
    void aWrongPasswordIsSaidOnceAndWithoutSecrets() throws Exception {
        sip.house.trunk(trunk("acme", line(600, Optional.empty())));
        answer(register(), 401, CHALLENGE);
        Msg second = register();
        answer(second, 401, CHALLENGE);
        HouseEvent.TrunkChanged down = becomes(TrunkState.DOWN);
        assertEquals("401 X", down.reason());
        assertEquals("401 X", status("acme").lastFailure());
        assertTrue(registrar.nothingLike(300, m -> m.isRequest("REGISTER")));
        SipFixture.Dialled call = sip.dial("trunk:acme/555");
        assertEquals("ended UNAVAILABLE", call.events().next());
        assertEquals("trunk is down: 401 X", call.events().cause.text());
    }

    @Test
    void itAsksForWhatTheRegistrarAllowsAtLeast() throws Exception {
        sip.house.trunk(trunk("acme", line(60, Optional.empty())));
        answer(register(), 423, "Min-Expires: 1800\r\n");
        accept(registerWith("1800"), "");
        becomes(TrunkState.UP);
    }

    @Test
    void itIsRefreshedAndTakenBackAtTheEnd() throws Exception {
        sip.house.trunk(trunk("acme", line(600, Optional.empty())));
        accept(register(), ";expires=1");
        becomes(TrunkState.UP);
        Msg refresh = registerWith("600");
        accept(refresh, ";expires=600");
        Thread closing = new Thread(sip::close);
        closing.start();
        Msg farewell = registerWith("0");
        assertEquals(refresh.contactUri(), farewell.contactUri());
        answer(farewell, 200, "");
        closing.join(5_000);
        assertFalse(closing.isAlive());
    }

    @Test
    void whoIsTakenOutIsUnregistered() throws Exception {
        sip.house.trunk(trunk("acme", line(600, Optional.empty())));
        accept(register(), ";expires=600");
        becomes(TrunkState.UP);
        sip.house.trunks.clear();
        sip.house.tellDirectory();
        answer(registerWith("0"), 200, "");
    }

    @Test
    void anotherAccountRegistersOnceTheOldOneHasLeft() throws Exception {
        sip.house.trunk(trunk("acme", line(600, Optional.empty())));
        Msg first = register();
        accept(first, ";expires=600");
        becomes(TrunkState.UP);
        sip.house.secret = "another";
        sip.house.tellDirectory();
        Msg farewell = registerWith("0");
        assertTrue(registrar.nothingLike(200, m -> m.header("Expires").equals("600")));
        answer(farewell, 200, "");
        Msg again = registerWith("600");
        assertNotEquals(first.header("Call-ID"), again.header("Call-ID"));
        accept(again, ";expires=600");
        becomes(TrunkState.UP);
    }

    @Test
    void whatDoesNotConcernTheAccountLeavesTheRegistrationAlone() throws Exception {
        Trunk trunk = trunk("acme", line(600, Optional.empty()));
        sip.house.trunk(trunk);
        accept(register(), ";expires=600");
        becomes(TrunkState.UP);
        sip.house.trunk(
                new Trunk(
                        trunk.id(),
                        trunk.host(),
                        trunk.port(),
                        trunk.transport(),
                        List.of(),
                        List.of("PCMA"),
                        trunk.username(),
                        trunk.srtp(),
                        trunk.line()));
        assertTrue(registrar.nothingLike(300, m -> m.isRequest("REGISTER")));
        assertEquals(TrunkState.UP, status("acme").state());
    }

    @Test
    void aProxyStandsBetween() throws Exception {
        TrunkLine.Proxy proxy = new TrunkLine.Proxy("127.0.0.1", registrar.port());
        sip.house.trunk(
                new Trunk(
                        "acme",
                        "192.0.2.1",
                        5060,
                        "udp",
                        List.of(),
                        List.of(),
                        "49301234",
                        Optional.empty(),
                        line(600, Optional.of(proxy))));
        Msg register = register();
        String route = "<sip:127.0.0.1:" + registrar.port() + ";lr>";
        assertEquals(route, register.header("Route"));
        assertEquals("REGISTER sip:acme.test SIP/2.0", register.first());
        accept(register, ";expires=600");
        becomes(TrunkState.UP);
        sip.dial("trunk:acme/555");
        Msg invite = registrar.awaitRequest("INVITE");
        assertEquals(route, invite.header("Route"));
        registrar.respond(invite, 486, "");
    }

    /** A realm that nobody named is that of the registrar; a stranger behind it learns nothing. */
    @Test
    void theSecretIsForOneRealm() throws Exception {
        sip.house.trunk(trunk("acme", line(600, Optional.empty())));
        answer(register(), 401, CHALLENGE);
        accept(register(), ";expires=600");
        becomes(TrunkState.UP);
        SipFixture.Dialled call = sip.dial("trunk:acme/555");
        Msg invite = registrar.awaitRequest("INVITE");
        String stranger = CHALLENGE.replace("WWW", "Proxy").replace("acme.test", "stranger.test");
        answer(invite, 407, stranger);
        assertEquals("ended FORBIDDEN", call.events().next());
        assertTrue(registrar.nothingLike(200, m -> m.isRequest("INVITE")));
    }

    @Test
    void twoAccountsAtOneAddressAreToldApartByTheirContact() throws Exception {
        sip.house.trunk(trunk("acme", line(600, Optional.empty())));
        sip.house.trunk(trunk("other", line(600, Optional.empty())));
        registrar.user = "0301234";
        for (String id : List.of("other", "acme")) {
            registrar.callId = "in-" + id;
            registrar.send(
                    registrar.request(
                            "INVITE",
                            "sip:" + id + "@127.0.0.1:" + sip.port,
                            1,
                            registrar.branch(),
                            "",
                            RawPeer.SDP));
            FakeHouse.Incoming call = sip.house.nextCall();
            assertEquals(Optional.of(id), call.offer().trunk());
            assertEquals("1002", call.offer().called(), "whom they dialled stands in To");
            assertEquals("0301234", call.offer().caller().number());
        }
    }

    @Test
    void withoutSourcesItsCallsComeFromWhereItIs() throws Exception {
        Trunk trunk = trunk("acme", line(600, Optional.empty()));
        sip.house.trunk(
                new Trunk(
                        trunk.id(),
                        trunk.host(),
                        trunk.port(),
                        trunk.transport(),
                        List.of(),
                        List.of(),
                        trunk.username(),
                        trunk.srtp(),
                        trunk.line()));
        accept(register(), ";expires=600");
        becomes(TrunkState.UP);
        registrar.send(
                registrar.request(
                        "INVITE",
                        "sip:77@127.0.0.1:" + sip.port,
                        1,
                        registrar.branch(),
                        "",
                        RawPeer.SDP));
        FakeHouse.Incoming call = sip.house.nextCall();
        assertEquals(Optional.of("acme"), call.offer().trunk());
        assertEquals("77", call.offer().called());
    }
}
