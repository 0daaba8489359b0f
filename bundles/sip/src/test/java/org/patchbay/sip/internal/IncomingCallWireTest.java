package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.directory.api.Trunk;
import org.patchbay.testkit.Eventually;

/** INVITE in, against the real stack over the loopback. */
class IncomingCallWireTest {
    private static final String TARGET = "sip:600@pbx.test";
    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private static FakeHouse.Incoming call(RawPeer phone, String body) throws Exception {
        phone.authorised("INVITE", TARGET, "", body, "secret");
        return sip.house.nextCall();
    }

    private static Msg ok(RawPeer phone) throws Exception {
        Msg ok = phone.awaitStatus(200);
        phone.toTag = ok.tag("To").orElseThrow();
        return ok;
    }

    private static void ack(RawPeer phone, Msg ok, String body) throws Exception {
        phone.send(
                phone.request("ACK", ok.contactUri(), (int) ok.cseq(), phone.branch(), "", body));
    }

    @Test
    void ringAnswerAndBye() throws Exception {
        for (RawPeer phone : List.of(sip.udp(), sip.tcp())) {
            try (phone) {
                FakeHouse.Incoming call = call(phone, RawPeer.SDP);
                assertEquals(Optional.of("1001"), call.offer().device());
                assertEquals("11", call.offer().caller().number());
                assertEquals("600", call.offer().called());
                assertEquals(List.of("PCMU", "PCMA"), call.offer().codecs());
                call.leg().ring();
                phone.awaitStatus(180);
                call.leg().answer().toCompletableFuture().get(5, TimeUnit.SECONDS);
                assertTrue(call.leg().media().isPresent());
                Msg ok = ok(phone);
                assertTrue(ok.body().contains("m=audio 30000"), ok.body());
                assertEquals("127.0.0.1:" + sip.port, hostPort(ok.contactUri()));
                ack(phone, ok, "");
                phone.send(
                        phone.request(
                                "BYE", ok.contactUri(), ++phone.cseq, phone.branch(), "", ""));
                phone.awaitOk("BYE");
                assertEquals("ended NORMAL", call.events().next());
                assertTrue(sip.house.lastSession().closed);
            }
        }
    }

    private static String hostPort(String uri) {
        return uri.substring(uri.indexOf('@') + 1).split(";")[0];
    }

    @Test
    void earlyMediaThenHangUpFromOurSide() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = call(phone, RawPeer.SDP);
            call.leg().progress().toCompletableFuture().get(5, TimeUnit.SECONDS);
            assertTrue(phone.awaitStatus(183).body().contains("m=audio"));
            call.leg().answer().toCompletableFuture().get(5, TimeUnit.SECONDS);
            Msg ok = ok(phone);
            ack(phone, ok, "");
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            Msg bye = phone.awaitRequest("BYE");
            assertTrue(bye.header("Reason").startsWith("Q.850;cause=16"), bye.header("Reason"));
            phone.respond(bye, 200, "");
            assertEquals("ended NORMAL", call.events().next());
        }
    }

    @Test
    void refusedWithTheCauseOfTheTable() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = call(phone, RawPeer.SDP);
            call.leg().hangup(DisconnectCause.of(Reason.BUSY));
            assertEquals(486, phone.awaitFinal().status());
            assertEquals("ended BUSY", call.events().next());
        }
    }

    @Test
    void cancelBeforeTheAnswer() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String branch = phone.authorised("INVITE", TARGET, "", RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().ring();
            phone.awaitStatus(180);
            phone.send(phone.request("CANCEL", TARGET, phone.cseq, branch, "", ""));
            phone.awaitOk("CANCEL");
            assertEquals(487, phone.awaitFinal().status());
            assertEquals("ended CANCELLED", call.events().next());
            CompletableFuture<Void> late = call.leg().answer().toCompletableFuture();
            Eventually.holds(() -> assertTrue(late.isCompletedExceptionally()));
        }
    }

    @Test
    void offerlessGetsOurOfferAndAnswersInTheAck() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = call(phone, "");
            CompletableFuture<Void> answered = call.leg().answer().toCompletableFuture();
            Msg ok = ok(phone);
            assertTrue(ok.body().contains("m=audio 30000"));
            assertFalse(answered.isDone());
            ack(phone, ok, RawPeer.SDP);
            answered.get(5, TimeUnit.SECONDS);
            assertTrue(sip.house.lastSession().asked.contains("accept"));
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    /** Nobody waits for an answer for ever: the caller may leave instead of sending its ACK. */
    @Test
    void offerlessThatEndsWithoutItsAckFailsTheAnswer() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = call(phone, "");
            CompletableFuture<Void> answered = call.leg().answer().toCompletableFuture();
            Msg ok = ok(phone);
            phone.send(phone.request("BYE", ok.contactUri(), ++phone.cseq, phone.branch(), "", ""));
            phone.awaitOk("BYE");
            Eventually.holds(() -> assertTrue(answered.isCompletedExceptionally()));
        }
    }

    /** Over a stream too, and on the connection that the INVITE came by, whatever its Via says. */
    @Test
    void okIsRepeatedOnTheConnectionWithoutRport() throws Exception {
        try (RawPeer phone = sip.tcp()) {
            phone.rport = "";
            phone.viaPort = 5_099; // nobody is there
            FakeHouse.Incoming call = call(phone, RawPeer.SDP);
            call.leg().answer();
            Msg first = ok(phone);
            Msg second = phone.awaitStatus(200);
            assertEquals(first.lines(), second.lines());
            ack(phone, first, "");
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void noCommonCodecIs488AndNoCall() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String other = RawPeer.SDP.replace("AVP 0 8", "AVP 18");
            phone.authorised("INVITE", TARGET, "", other, "secret");
            assertEquals(488, phone.awaitFinal().status());
            assertTrue(sip.house.incoming.isEmpty());
        }
    }

    @Test
    void okIsRepeatedUntilTheAck() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = call(phone, RawPeer.SDP);
            call.leg().answer();
            Msg first = ok(phone);
            Msg second = phone.awaitStatus(200);
            assertEquals(first.body(), second.body());
            ack(phone, first, "");
            phone.await("nothing", 1, m -> true);
        } catch (AssertionError expected) {
            if (!expected.getMessage().startsWith("no nothing")) {
                throw expected;
            }
        }
    }

    @Test
    void holdAndResumeByReinvite() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = call(phone, RawPeer.SDP);
            call.leg().answer();
            Msg ok = ok(phone);
            ack(phone, ok, "");
            reinvite(phone, ok, RawPeer.SDP + "a=sendonly\r\n");
            assertEquals("held true", call.events().next());
            assertEquals("mediaChanged", call.events().next());
            reinvite(phone, ok, RawPeer.SDP);
            assertEquals("held false", call.events().next());
            assertEquals("mediaChanged", call.events().next());
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    private static void reinvite(RawPeer phone, Msg ok, String body) throws Exception {
        phone.send(
                phone.request("INVITE", ok.contactUri(), ++phone.cseq, phone.branch(), "", body));
        Msg answer = phone.awaitStatus(200);
        assertEquals("INVITE", answer.cseqMethod());
        ack(phone, answer, "");
    }

    @Test
    void ourHoldIsAReinvite() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = call(phone, RawPeer.SDP);
            call.leg().answer();
            Msg ok = ok(phone);
            ack(phone, ok, "");
            CompletableFuture<Void> held = call.leg().hold(true).toCompletableFuture();
            Msg first = phone.awaitRequest("INVITE");
            assertTrue(first.body().contains("a=sendonly"));
            phone.respond(first, 491, "");
            phone.awaitRequest("ACK");
            Msg second = phone.awaitRequest("INVITE"); // 0 to 2 s later
            assertEquals(first.cseq() + 1, second.cseq());
            phone.respond(second, 200, RawPeer.SDP + "a=recvonly\r\n");
            phone.awaitRequest("ACK");
            held.get(5, TimeUnit.SECONDS);
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void whatIsWantedWhileAnOfferIsOpenComesAfterIt() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = call(phone, RawPeer.SDP);
            call.leg().answer();
            ack(phone, ok(phone), "");
            CompletableFuture<Void> held = call.leg().hold(true).toCompletableFuture();
            Msg first = phone.awaitRequest("INVITE");
            CompletableFuture<Void> resumed = call.leg().hold(false).toCompletableFuture();
            phone.respond(first, 200, RawPeer.SDP + "a=recvonly\r\n");
            phone.awaitRequest("ACK");
            held.get(5, TimeUnit.SECONDS);
            Msg second = phone.awaitRequest("INVITE");
            assertFalse(second.body().contains("a=sendonly"), second.body());
            phone.respond(second, 200, RawPeer.SDP);
            phone.awaitRequest("ACK");
            resumed.get(5, TimeUnit.SECONDS);
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    /** A gateway that refuses every re-INVITE: what was never in force is not taken back. */
    @Test
    void aHoldThatIsRefusedNeedsNoResume() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = call(phone, RawPeer.SDP);
            call.leg().answer();
            ack(phone, ok(phone), "");
            CompletableFuture<Void> held = call.leg().hold(true).toCompletableFuture();
            Msg first = phone.awaitRequest("INVITE");
            CompletableFuture<Void> resumed = call.leg().hold(false).toCompletableFuture();
            phone.respond(first, 488, "");
            phone.awaitRequest("ACK");
            resumed.get(5, TimeUnit.SECONDS);
            assertTrue(held.isCompletedExceptionally());
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void requestsInsideTheDialog() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = call(phone, RawPeer.SDP);
            call.leg().answer();
            Msg ok = ok(phone);
            ack(phone, ok, "");
            String uri = ok.contactUri();
            phone.send(phone.request("OPTIONS", uri, ++phone.cseq, phone.branch(), "", ""));
            assertTrue(phone.awaitStatus(200).header("Allow").contains("UPDATE"));
            phone.send(phone.request("INFO", uri, ++phone.cseq, phone.branch(), "", RawPeer.SDP));
            assertEquals(415, phone.awaitFinal().status());
            phone.send(phone.request("SUBSCRIBE", uri, ++phone.cseq, phone.branch(), "", ""));
            assertEquals(405, phone.awaitFinal().status());
            phone.send(phone.request("OPTIONS", uri, 1, phone.branch(), "", ""));
            assertEquals(500, phone.awaitFinal().status());
            phone.send(phone.request("UPDATE", uri, ++phone.cseq, phone.branch(), "", RawPeer.SDP));
            assertTrue(phone.awaitStatus(200).body().contains("m=audio"));
            phone.toTag = "wrong";
            phone.send(phone.request("BYE", uri, ++phone.cseq, phone.branch(), "", ""));
            assertEquals(481, phone.awaitFinal().status());
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    /** RFC 3261 §12.2.2: whoever is overtaken is refused, so nobody may be overtaken in here. */
    @Test
    void requestsAreServedInTheOrderInWhichTheyCame() throws Exception {
        try (RawPeer phone = sip.udp()) {
            FakeHouse.Incoming call = call(phone, RawPeer.SDP);
            call.leg().answer();
            Msg ok = ok(phone);
            ack(phone, ok, "");
            String uri = ok.contactUri();
            for (int i = 0; i < 60; i++) {
                phone.send(phone.request("OPTIONS", uri, ++phone.cseq, phone.branch(), "", ""));
            }
            for (int i = 0; i < 60; i++) {
                assertEquals(200, phone.awaitFinal().status());
            }
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void trunkIsKnownByItsAddress() throws Exception {
        try (RawPeer trunk = sip.udp()) {
            trunk.user = "+4930123";
            sip.house.trunks.put(
                    "acme",
                    new Trunk(
                            "acme",
                            "127.0.0.1",
                            trunk.port(),
                            "udp",
                            List.of("127.0.0.1:" + trunk.port()),
                            List.of(),
                            ""));
            trunk.send(
                    trunk.request(
                            "INVITE",
                            "sip:100@pbx.test",
                            ++trunk.cseq,
                            trunk.branch(),
                            "",
                            RawPeer.SDP));
            FakeHouse.Incoming call = sip.house.nextCall();
            assertEquals(Optional.of("acme"), call.offer().trunk());
            assertEquals("+4930123", call.offer().caller().number());
            call.leg().hangup(DisconnectCause.of(Reason.NOT_FOUND));
            assertEquals(404, trunk.awaitFinal().status());
        } finally {
            sip.house.trunks.clear();
        }
    }

    @Test
    void mergedRequestIsALoop() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String uri = TARGET;
            phone.send(phone.request("INVITE", uri, 1, phone.branch(), "", RawPeer.SDP));
            Msg challenge = phone.awaitStatus(407);
            String credential = phone.authorization(challenge, "INVITE", uri, "secret");
            phone.send(phone.request("INVITE", uri, 2, phone.branch(), credential, RawPeer.SDP));
            FakeHouse.Incoming call = sip.house.nextCall();
            phone.send(phone.request("INVITE", uri, 2, phone.branch(), credential, RawPeer.SDP));
            assertEquals(482, phone.await("482", m -> m.status() == 482).status());
            call.leg().hangup(DisconnectCause.of(Reason.DECLINED));
            assertEquals(603, phone.await("603", m -> m.status() == 603).status());
        }
    }

    @Test
    void withoutHubSaysSo() throws Exception {
        sip.parts.unbindCallEntry(sip.house);
        try (RawPeer phone = sip.udp()) {
            phone.send(phone.request("INVITE", TARGET, 1, phone.branch(), "", RawPeer.SDP));
            Msg answer = phone.awaitFinal();
            assertEquals(503, answer.status());
            assertEquals("2", answer.header("Retry-After"));
        } finally {
            sip.parts.bindCallEntry(sip.house);
        }
    }

    @Test
    void oddRequestsOutsideOfADialog() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String uri = "sip:pbx.test";
            phone.send(phone.request("OPTIONS", uri, ++phone.cseq, phone.branch(), "", ""));
            Msg options = phone.awaitFinal();
            assertEquals(200, options.status());
            assertEquals("application/sdp", options.header("Accept"));
            phone.send(
                    phone.request(
                            "OPTIONS", uri, ++phone.cseq, phone.branch(), "Require: foo\r\n", ""));
            Msg bad = phone.awaitFinal();
            assertEquals(420, bad.status());
            assertEquals("foo", bad.header("Unsupported"));
            String looping = phone.request("OPTIONS", uri, ++phone.cseq, phone.branch(), "", "");
            phone.send(looping.replace("Max-Forwards: 70", "Max-Forwards: 0"));
            assertEquals(483, phone.awaitFinal().status());
            phone.send(phone.request("MESSAGE", uri, ++phone.cseq, phone.branch(), "", ""));
            assertEquals(405, phone.awaitFinal().status());
            phone.send(
                    phone.request(
                            "NOTIFY",
                            uri,
                            ++phone.cseq,
                            phone.branch(),
                            "Event: presence\r\nSubscription-State: active\r\n",
                            ""));
            assertEquals(405, phone.awaitFinal().status());
            phone.send(phone.request("NOTIFY", uri, ++phone.cseq, phone.branch(), "", ""));
            assertEquals(400, phone.awaitFinal().status());
            phone.send(
                    phone.request(
                            "PUBLISH",
                            uri,
                            ++phone.cseq,
                            phone.branch(),
                            "Event: presence\r\n",
                            ""));
            assertEquals(405, phone.awaitFinal().status());
            phone.send(phone.request("BYE", uri, ++phone.cseq, phone.branch(), "", ""));
            assertEquals(481, phone.awaitFinal().status());
            phone.send(phone.request("CANCEL", uri, ++phone.cseq, phone.branch(), "", ""));
            assertEquals(481, phone.awaitFinal().status());
        }
    }
}
