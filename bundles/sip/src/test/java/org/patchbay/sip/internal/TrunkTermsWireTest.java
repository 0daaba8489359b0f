package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.CallLimits;
import org.patchbay.directory.api.NumberRules;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.TrunkTerms;
import org.patchbay.sip.internal.SipFixture.Dialled;

/** What holds for the calls of a trunk, over real sockets. */
@Tag("waits")
class TrunkTermsWireTest {
    private SipFixture sip;
    private RawPeer provider;

    @BeforeEach
    void start() throws Exception {
        sip = new SipFixture();
        provider = sip.udp();
        provider.user = "+4930123";
    }

    @AfterEach
    void stop() throws Exception {
        sip.close();
        provider.close();
    }

    private void trunk(TrunkTerms terms) {
        Trunk plain =
                new Trunk(
                        "acme",
                        "127.0.0.1",
                        provider.port(),
                        "udp",
                        List.of("127.0.0.1:" + provider.port()),
                        List.of(),
                        "");
        sip.house.trunk(plain.with(terms));
    }

    private static TrunkTerms limited(int maxCalls, NumberRules numbers) {
        return new TrunkTerms(
                new CallLimits(maxCalls, numbers), Optional.empty(), List.of(), false, false);
    }

    private static TrunkTerms trusted(boolean trusted, String callerId) {
        return new TrunkTerms(
                CallLimits.NONE, Optional.ofNullable(callerId), List.of(), false, trusted);
    }

    private void fails(Dialled call, String why) throws InterruptedException {
        assertEquals("ended UNAVAILABLE", call.events().next());
        assertEquals(503, call.events().cause.sipCode(), "the next trunk is tried");
        assertTrue(call.events().cause.text().contains(why), call.events().cause.text());
    }

    @Test
    void aFullTrunkTakesNoMoreCalls() throws Exception {
        trunk(limited(2, NumberRules.ANY));
        provider.send(invite("", provider));
        FakeHouse.Incoming in = sip.house.nextCall();
        Dialled out = sip.dial("trunk:acme/555");
        Msg invite = provider.awaitRequest("INVITE");
        assertEquals(2, sip.service.trunkStates().trunks().get(0).maxCalls());
        fails(sip.dial("trunk:acme/556"), "trunk is full: 2 calls");
        assertEquals(2, sip.service.trunkStates().trunks().get(0).calls());
        provider.respond(invite, 486, "");
        assertEquals("ended BUSY", out.events().next());
        sip.dial("trunk:acme/557");
        Msg next = provider.await("557", m -> m.first().startsWith("INVITE sip:557@"));
        provider.respond(next, 486, "");
        in.leg().hangup(DisconnectCause.of(Reason.NOT_FOUND));
    }

    /** The end of the first is only under way when the second is dialled. */
    @Test
    void whoIsToldToEndHasNoPlaceAnyMore() throws Exception {
        trunk(limited(1, NumberRules.ANY));
        Dialled first = sip.dial("trunk:acme/555");
        provider.awaitRequest("INVITE");
        CountDownLatch rest = new CountDownLatch(1);
        first.leg().lane().orElseThrow().execute(() -> uninterrupted(rest));
        first.leg().hangup(DisconnectCause.of(Reason.CANCELLED));
        sip.dial("trunk:acme/556");
        rest.countDown();
        Msg next = provider.await("556", m -> m.first().startsWith("INVITE sip:556@"));
        provider.respond(next, 486, "");
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aNumberThatATrunkDoesNotTakeIsForTheNext() throws Exception {
        trunk(limited(0, new NumberRules(List.of(), List.of("0900"))));
        fails(sip.dial("trunk:acme/0900123"), "trunk does not take that number");
        assertEquals(0, sip.service.trunkStates().trunks().get(0).calls());
        sip.dial("trunk:acme/0901");
        provider.respond(provider.awaitRequest("INVITE"), 486, "");
    }

    private Msg dialled(Party caller) throws InterruptedException {
        Target target = Target.parse("trunk:acme/555");
        FakeHouse.Events events = new FakeHouse.Events();
        sip.provider("trunk")
                .dial(
                        new DialRequest(
                                new CallId("call"),
                                sip.house.newLegId(),
                                target,
                                caller,
                                "555",
                                List.of()),
                        events);
        return provider.awaitRequest("INVITE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyWhoIsTrustedIsToldWhoCalls(boolean trusted) throws Exception {
        trunk(trusted(trusted, "+4930100"));
        Msg known = dialled(new Party("11", "Anna"));
        assertEquals(
                trusted ? "\"Anna\" <sip:11@pbx.test>" : "", known.header("P-Asserted-Identity"));
        assertEquals("", known.header("Privacy"));
        provider.respond(known, 486, "");
        provider.awaitRequest("ACK");
        Msg hidden = dialled(Party.ANONYMOUS);
        assertTrue(hidden.header("From").contains("anonymous.invalid"), hidden.header("From"));
        assertEquals(
                trusted ? "<sip:+4930100@pbx.test>" : "", hidden.header("P-Asserted-Identity"));
        assertEquals(trusted ? "id" : "", hidden.header("Privacy"));
        provider.respond(hidden, 486, "");
    }

    private static String invite(String more, RawPeer from) {
        return from.request(
                "INVITE", "sip:100@pbx.test", ++from.cseq, from.branch(), more, RawPeer.SDP);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyWhoIsTrustedSaysWhoCalls(boolean trusted) throws Exception {
        trunk(trusted(trusted, null));
        String asserted =
                "P-Asserted-Identity: \"Anna, A\" <sip:+4940999@acme.test;user=phone>,"
                        + " <tel:+4940998>\r\n";
        provider.send(invite(asserted, provider));
        FakeHouse.Incoming call = sip.house.nextCall();
        assertEquals(
                trusted ? new Party("+4940999", "Anna, A") : new Party("+4930123", ""),
                call.offer().caller());
        call.leg().hangup(DisconnectCause.of(Reason.NOT_FOUND));
        provider.awaitFinal();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P-Asserted-Identity: <sip:+4940999@acme.test>\r\nPrivacy: id\r\n",
                "Privacy: user; id; critical\r\n",
                "Privacy: none\r\nPrivacy: header\r\n",
                "Remote-Party-ID: <sip:+4940999@acme.test>;party=calling;privacy=full\r\n",
            })
    void whoIsNotToBeShownIsNot(String more) throws Exception {
        trunk(trusted(true, null));
        provider.send(invite(more, provider));
        FakeHouse.Incoming call = sip.house.nextCall();
        assertEquals(Party.ANONYMOUS, call.offer().caller());
        call.leg().hangup(DisconnectCause.of(Reason.NOT_FOUND));
        provider.awaitFinal();
    }

    @Test
    void aPhoneThatAsksForItIsShownToNobody() throws Exception {
        try (RawPeer phone = sip.udp()) {
            phone.user = "1001";
            phone.authorised(
                    "INVITE", "sip:100@pbx.test", "Privacy: id\r\n", RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            assertEquals(Party.ANONYMOUS, call.offer().caller());
            assertEquals(Optional.of("1001"), call.offer().device());
            call.leg().hangup(DisconnectCause.of(Reason.NOT_FOUND));
            phone.awaitFinal();
        }
    }
}
