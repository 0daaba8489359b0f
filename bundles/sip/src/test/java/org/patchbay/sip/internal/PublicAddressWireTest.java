package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.directory.api.PublicAddress;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkLine;
import org.patchbay.directory.api.TrunkState;
import org.patchbay.testkit.Eventually;

/**
 * Where a trunk outside finds us, over real sockets: what it has seen stands in the Via of its
 * answers.
 */
@Tag("waits")
class PublicAddressWireTest {
    private static final String OUTSIDE = "127.0.0.77";
    private static final String CHALLENGE =
            "WWW-Authenticate: Digest realm=\"acme.test\", nonce=\"n1\", algorithm=MD5\r\n";

    private SipFixture sip;
    private RawPeer provider;

    @BeforeEach
    void start() throws Exception {
        sip = new SipFixture();
        provider = sip.udp();
    }

    @AfterEach
    void stop() throws Exception {
        Thread closing = new Thread(sip::close);
        closing.start();
        while (closing.isAlive()) {
            provider.nothingLike(20, this::bidsFarewell);
        }
        provider.close();
    }

    private boolean bidsFarewell(Msg request) {
        if (!request.isRequest("REGISTER") || !request.header("Expires").equals("0")) {
            return false;
        }
        try {
            provider.respond(request, 200, "");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return true;
    }

    private void trunk(int registerS, int keepAliveS, PublicAddress publicAddress) {
        trunk(registerS, keepAliveS, TrunkLine.FIRST_ANSWER, publicAddress);
    }

    private void trunk(
            int registerS, int keepAliveS, Duration firstAnswer, PublicAddress publicAddress) {
        TrunkLine line =
                new TrunkLine(
                        false,
                        false,
                        Optional.empty(),
                        Duration.ofSeconds(registerS),
                        Optional.of("acme.test"),
                        Optional.empty(),
                        Duration.ofSeconds(keepAliveS),
                        firstAnswer,
                        publicAddress);
        sip.house.trunk(
                new Trunk(
                        "acme",
                        "127.0.0.1",
                        provider.port(),
                        "udp",
                        List.of("127.0.0.1:" + provider.port()),
                        List.of(),
                        registerS > 0 ? "49301234" : "",
                        Optional.empty(),
                        line));
    }

    /** As one answers that sees us at that address and port. */
    private void answer(Msg request, int status, String more, String address, int port)
            throws Exception {
        String text = provider.response(request, status, more, "");
        String seen = ";rport=" + port + ";received=" + address;
        String via = request.header("Via");
        provider.send(text.replace(via, via.replaceFirst(";rport(=[0-9]*)?", seen)));
    }

    private void accept(Msg register, String address, int port) throws Exception {
        String contact = "Contact: <" + register.contactUri() + ">;expires=600\r\n";
        answer(register, 200, contact, address, port);
    }

    private Msg register() throws InterruptedException {
        return provider.awaitRequest("REGISTER");
    }

    private static String sentBy(Msg request) {
        return request.header("Via").replaceAll("^SIP/2.0/UDP ([^;]+);.*", "$1");
    }

    /** Where the call over the trunk says that we are: Contact, Via, SDP. */
    private void callsFrom(String address, int port) throws Exception {
        SipFixture.Dialled call = sip.dial("trunk:acme/555");
        Msg invite = provider.awaitRequest("INVITE");
        assertEquals("sip:patchbay@" + address + ":" + port, invite.contactUri());
        assertEquals(address + ":" + port, sentBy(invite));
        assertEquals(address, sip.house.lastSession().request.advertisedAddress());
        assertEquals("127.0.0.1", sip.house.lastSession().request.bindAddress());
        provider.respond(invite, 200, RawPeer.SDP);
        assertEquals("answered", call.events().next());
        call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
        Msg bye = provider.awaitRequest("BYE");
        assertEquals(address + ":" + port, sentBy(bye));
        provider.respond(bye, 200, "");
    }

    @Test
    void aChallengeTellsWhereWeAre() throws Exception {
        trunk(600, 0, PublicAddress.LEARNT);
        Msg first = register();
        assertEquals("sip:acme@127.0.0.1:" + sip.port, first.contactUri());
        answer(first, 401, CHALLENGE, OUTSIDE, 40001);
        Msg second = register();
        assertEquals(List.of("<sip:acme@" + OUTSIDE + ":40001>"), second.all("Contact"));
        accept(second, OUTSIDE, 40001);
        assertTrue(provider.nothingLike(300, m -> m.isRequest("REGISTER")));
        callsFrom(OUTSIDE, 40001);
    }

    @Test
    void whoLearnsWithTheRegistrationRegistersOnceMore() throws Exception {
        trunk(600, 0, PublicAddress.LEARNT);
        accept(register(), OUTSIDE, 40001);
        Msg again = register();
        assertEquals(
                List.of(
                        "<sip:acme@" + OUTSIDE + ":40001>",
                        "<sip:acme@127.0.0.1:" + sip.port + ">;expires=0"),
                again.all("Contact"));
        // a translation with another port each time does not make us register without end
        accept(again, OUTSIDE, 40002);
        assertTrue(provider.nothingLike(500, m -> m.isRequest("REGISTER")));
        callsFrom(OUTSIDE, 40002);
    }

    @Test
    void optionsTellWhereWeAreNow() throws Exception {
        trunk(600, 1, PublicAddress.LEARNT);
        Msg options = provider.awaitRequest("OPTIONS");
        accept(register(), "127.0.0.1", sip.port);
        Eventually.holds(
                () ->
                        assertEquals(
                                TrunkState.UP, sip.service.trunkStates().trunks().get(0).state()));
        answer(options, 200, "", OUTSIDE, 40001);
        assertEquals("sip:acme@" + OUTSIDE + ":40001", register().contactUri());
    }

    @Test
    void whatWasLearntOutlivesAChangeOfTheDirectory() throws Exception {
        trunk(600, 0, PublicAddress.LEARNT);
        answer(register(), 401, CHALLENGE, OUTSIDE, 40001);
        accept(register(), OUTSIDE, 40001);
        callsFrom(OUTSIDE, 40001);
        trunk(600, 0, Duration.ofSeconds(7), PublicAddress.LEARNT);
        Msg farewell = register();
        assertEquals("0", farewell.header("Expires"));
        provider.respond(farewell, 200, "");
        assertEquals("sip:acme@" + OUTSIDE + ":40001", register().contactUri());
        trunk(600, 0, PublicAddress.OWN);
        callsFrom("127.0.0.1", sip.port);
    }

    @Test
    void callsOfTheTrunkAreAnsweredFromThere() throws Exception {
        trunk(0, 0, PublicAddress.of(OUTSIDE, 0));
        provider.send(
                provider.request(
                        "INVITE",
                        "sip:100@pbx.test",
                        ++provider.cseq,
                        provider.branch(),
                        "",
                        RawPeer.SDP));
        FakeHouse.Incoming call = sip.house.nextCall();
        call.leg().answer();
        Msg ok = provider.awaitOk("INVITE");
        assertEquals("sip:patchbay@" + OUTSIDE + ":" + sip.port, ok.contactUri());
        assertEquals(OUTSIDE, sip.house.lastSession().request.advertisedAddress());
        provider.toTag = ok.tag("To").orElseThrow();
        provider.send(
                provider.request("ACK", ok.contactUri(), provider.cseq, provider.branch(), "", ""));
        // what is sent to that Contact is ours
        provider.send(
                provider.request(
                        "BYE", ok.contactUri(), ++provider.cseq, provider.branch(), "", ""));
        assertEquals(200, provider.awaitOk("BYE").status());
    }

    @Test
    void insideWeAreWhereWeAre() throws Exception {
        trunk(0, 0, PublicAddress.of(OUTSIDE, 5070));
        callsFrom(OUTSIDE, 5070);
        try (RawPeer phone = sip.udp()) {
            sip.register(phone, "1001");
            sip.dial("device:1001");
            Msg invite = phone.awaitRequest("INVITE");
            assertEquals("sip:patchbay@127.0.0.1:" + sip.port, invite.contactUri());
            assertEquals("127.0.0.1:" + sip.port, sentBy(invite));
            assertEquals("127.0.0.1", sip.house.lastSession().request.advertisedAddress());
            phone.respond(invite, 486, "");
        }
    }

    @Test
    void whatATrunkHasSeenIsNotBelievedWhereItIsSwitchedOff() throws Exception {
        trunk(600, 0, PublicAddress.OWN);
        answer(register(), 401, CHALLENGE, OUTSIDE, 40001);
        Msg second = register();
        assertEquals("sip:acme@127.0.0.1:" + sip.port, second.contactUri());
        accept(second, OUTSIDE, 40001);
        callsFrom("127.0.0.1", sip.port);
    }
}
