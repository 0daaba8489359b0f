package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.directory.api.Trunk;
import org.patchbay.sip.internal.SipFixture.Dialled;
import org.patchbay.testkit.Eventually;

/** INVITE out, against the real stack over the loopback. */
class OutgoingCallWireTest {
    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private static RawPeer registered(RawPeer phone) throws Exception {
        sip.house.bindings.remove(new AddressOfRecord("1002", "pbx.test"));
        assertEquals(200, sip.register(phone, "1002").status());
        return phone;
    }

    @Test
    void ringsAnswersAndHangsUpOverUdpAndTcp() throws Exception {
        for (RawPeer fresh : List.of(sip.udp(), sip.tcp())) {
            try (RawPeer phone = registered(fresh)) {
                Dialled call = sip.dial("device:1002");
                Msg invite = phone.awaitRequest("INVITE");
                assertEquals("INVITE " + phone.uri() + " SIP/2.0", invite.first());
                assertTrue(invite.header("From").contains("sip:11@pbx.test"));
                assertTrue(invite.header("From").contains("Anna Example"));
                phone.respond(invite, 180, "");
                assertEquals("ringing", call.events().next());
                phone.respond(invite, 200, RawPeer.SDP);
                Msg ack = phone.awaitRequest("ACK");
                assertEquals(invite.cseq(), ack.cseq());
                assertEquals("answered", call.events().next());
                assertTrue(call.leg().media().isPresent());
                call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
                Msg bye = phone.awaitRequest("BYE");
                assertEquals(invite.cseq() + 1, bye.cseq());
                phone.respond(bye, 200, "");
                assertEquals("ended NORMAL", call.events().next());
                assertTrue(sip.house.lastSession().closed);
            }
        }
    }

    @Test
    void refusalsComeOutAsTheTableSays() throws Exception {
        try (RawPeer phone = registered(sip.udp())) {
            String[][] table = {{"486", "BUSY"}, {"603", "DECLINED"}, {"480", "NO_ANSWER"}};
            for (String[] row : table) {
                Dialled call = sip.dial("device:1002");
                phone.respond(phone.awaitRequest("INVITE"), Integer.parseInt(row[0]), "");
                phone.awaitRequest("ACK");
                assertEquals("ended " + row[1], call.events().next());
            }
        }
    }

    /** RFC 4475 §3.3.14: what a Contact would put into requests is no part of their first line. */
    @Test
    void aContactWithHeadersIsRungWithoutThem() throws Exception {
        try (RawPeer phone = sip.udp()) {
            sip.house.bindings.clear();
            phone.contactMore = "?Route=%3Csip:other.example%3E";
            assertEquals(200, sip.register(phone, "1002").status());
            sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.contactMore = "";
            assertEquals("INVITE " + phone.uri() + " SIP/2.0", invite.first());
            assertEquals(List.of(), invite.all("Route"));
            phone.respond(invite, 486, "");
            phone.awaitRequest("ACK");
        }
    }

    @Test
    void notRegistered() throws Exception {
        sip.house.bindings.clear();
        assertFalse(sip.provider("device").canReach(Target.parse("device:1002")));
        assertEquals("ended NOT_REGISTERED", sip.dial("device:1002").events().next());
    }

    @Test
    void aDeviceThatIsNoLongerInTheDirectoryIsNotRung() throws Exception {
        try (RawPeer phone = registered(sip.udp())) {
            sip.house.withdrawn.add("1002");
            assertFalse(sip.provider("device").canReach(Target.parse("device:1002")));
            assertEquals("ended NOT_REGISTERED", sip.dial("device:1002").events().next());
            sip.house.withdrawn.clear();
            assertTrue(sip.provider("device").canReach(Target.parse("device:1002")));
        }
    }

    @Test
    void earlyMediaFromTheFarSide() throws Exception {
        try (RawPeer phone = registered(sip.udp())) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.respond(invite, 183, RawPeer.SDP);
            assertEquals("earlyMedia", call.events().next());
            phone.respond(invite, 200, "");
            phone.awaitRequest("ACK");
            assertEquals("answered", call.events().next());
            phone.toTag = invite.tag("From").orElseThrow();
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void cancelWaitsForAProvisionalAndSaysWhy() throws Exception {
        try (RawPeer phone = registered(sip.udp())) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            call.leg().hangup(DisconnectCause.of(Reason.ANSWERED_ELSEWHERE));
            assertEquals("ended ANSWERED_ELSEWHERE", call.events().next());
            assertTrue(phone.nothingLike(300, m -> m.isRequest("CANCEL")));
            phone.respond(invite, 180, "");
            Msg cancel = phone.awaitRequest("CANCEL");
            assertEquals(
                    "SIP;cause=200;text=\"Call completed elsewhere\"", cancel.header("Reason"));
            assertEquals(invite.header("Via"), cancel.header("Via"));
            phone.respond(cancel, 200, "");
            phone.respond(invite, 487, "");
            phone.awaitRequest("ACK");
        }
    }

    @Test
    void answerThatCrossesOurCancelIsAcknowledgedAndEnded() throws Exception {
        try (RawPeer phone = registered(sip.udp())) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.respond(invite, 180, "");
            assertEquals("ringing", call.events().next());
            call.leg().hangup(DisconnectCause.of(Reason.CANCELLED));
            Msg cancel = phone.awaitRequest("CANCEL");
            phone.respond(invite, 200, RawPeer.SDP);
            phone.respond(cancel, 200, "");
            phone.awaitRequest("ACK");
            phone.respond(phone.awaitRequest("BYE"), 200, "");
            assertEquals("ended CANCELLED", call.events().next());
            assertTrue(call.events().told.isEmpty());
        }
    }

    @Test
    void everyOkIsAcknowledgedAndAForkIsEnded() throws Exception {
        try (RawPeer phone = registered(sip.udp())) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            String ok = phone.response(invite, 200, "", RawPeer.SDP);
            phone.send(ok);
            phone.awaitRequest("ACK");
            phone.send(ok);
            Msg again = phone.awaitRequest("ACK");
            assertEquals(phone.tag, again.tag("To").orElseThrow());
            phone.send(ok.replace(";tag=" + phone.tag, ";tag=fork"));
            assertEquals("fork", phone.awaitRequest("ACK").tag("To").orElseThrow());
            Msg bye = phone.awaitRequest("BYE");
            assertEquals("fork", bye.tag("To").orElseThrow());
            phone.respond(bye, 200, "");
            assertEquals("answered", call.events().next());
            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            phone.respond(phone.awaitRequest("BYE"), 200, "");
        }
    }

    @Test
    void farSideHangsUpAndHolds() throws Exception {
        try (RawPeer phone = registered(sip.udp())) {
            Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.respond(invite, 200, RawPeer.SDP);
            Msg ack = phone.awaitRequest("ACK");
            assertEquals("answered", call.events().next());
            sendAsCallee(phone, invite, ack, "INVITE", 7, RawPeer.SDP + "a=inactive\r\n");
            phone.awaitOk("INVITE");
            sendAsCallee(phone, invite, ack, "ACK", 7, "");
            assertEquals("held true", call.events().next());
            assertEquals("mediaChanged", call.events().next());
            sendAsCallee(phone, invite, ack, "BYE", 8, "");
            phone.awaitOk("BYE");
            assertEquals("ended NORMAL", call.events().next());
        }
    }

    private static void sendAsCallee(
            RawPeer phone, Msg invite, Msg ack, String method, int cseq, String body)
            throws Exception {
        String text = phone.request(method, invite.contactUri(), cseq, phone.branch(), "", body);
        phone.send(
                text.replaceFirst("From: .*\r\n", "From: " + ack.header("To") + "\r\n")
                        .replaceFirst("To: .*\r\n", "To: " + ack.header("From") + "\r\n")
                        .replaceFirst(
                                "Call-ID: .*\r\n", "Call-ID: " + ack.header("Call-ID") + "\r\n"));
    }

    /** RFC 3261 §13.2.2.4: acknowledged, and ended at once. */
    @Test
    void anAnswerWithoutACodecOfOursIsAcknowledgedAndEnded() throws Exception {
        String gsm = RawPeer.SDP.replaceFirst("(?s)m=audio.*", "m=audio 40000 RTP/AVP 3\r\n");
        for (RawPeer fresh : List.of(sip.udp(), sip.tcp())) {
            try (RawPeer phone = registered(fresh)) {
                Dialled call = sip.dial("device:1002");
                Msg invite = phone.awaitRequest("INVITE");
                phone.respond(invite, 180, "");
                assertEquals("ringing", call.events().next());
                phone.respond(invite, 200, gsm);
                assertEquals(invite.cseq(), phone.awaitRequest("ACK").cseq());
                Msg bye = phone.awaitRequest("BYE");
                assertEquals(invite.cseq() + 1, bye.cseq());
                phone.respond(bye, 200, "");
                assertEquals("ended NO_COMMON_CODEC", call.events().next());
                assertTrue(call.events().told.isEmpty());
                assertTrue(sip.house.lastSession().closed);
            }
        }
    }

    @Test
    void trunkChallengesUs() throws Exception {
        try (RawPeer trunk = sip.udp()) {
            sip.house.trunks.put(
                    "acme",
                    new Trunk(
                            "acme", "127.0.0.1", trunk.port(), "udp", List.of(), List.of(), "me"));
            Dialled call = sip.dial("trunk:acme/+4930123");
            Msg first = trunk.awaitRequest("INVITE");
            assertTrue(first.first().startsWith("INVITE sip:+4930123@127.0.0.1:"), first.first());
            String challenge =
                    "Proxy-Authenticate: Digest realm=\"acme\", nonce=\"n1\", algorithm=MD5,"
                            + " qop=\"auth\"\r\n";
            trunk.send(trunk.response(first, 407, challenge, ""));
            trunk.awaitRequest("ACK");
            Msg second = trunk.awaitRequest("INVITE");
            assertEquals(first.cseq() + 1, second.cseq());
            assertNotEquals(first.header("Via"), second.header("Via"));
            String credential = second.header("Proxy-Authorization");
            assertTrue(credential.contains("username=\"me\""), credential);
            trunk.send(trunk.response(second, 407, challenge, ""));
            trunk.awaitRequest("ACK");
            assertEquals("ended FORBIDDEN", call.events().next()); // the nonce was tried
        } finally {
            sip.house.trunks.clear();
        }
    }

    @Test
    void lostConnectionMeansNotReachable() throws Exception {
        RawPeer phone = registered(sip.tcp());
        assertTrue(sip.provider("device").canReach(Target.parse("device:1002")));
        phone.close();
        Eventually.holds(
                () -> assertFalse(sip.provider("device").canReach(Target.parse("device:1002"))));
    }

    @Test
    void nobodyListensOnTheTrunksTcpPort() throws Exception {
        sip.house.trunks.put(
                "dead",
                new Trunk(
                        "dead",
                        "127.0.0.1",
                        SipFixture.freePort(),
                        "tcp",
                        List.of(),
                        List.of(),
                        ""));
        try {
            assertEquals("ended TIMEOUT", sip.dial("trunk:dead/1").events().next());
        } finally {
            sip.house.trunks.clear();
        }
    }

    @Test
    void trunkOverTcpWithRoutesAndABye() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            sip.house.trunks.put(
                    "line",
                    new Trunk(
                            "line",
                            "127.0.0.1",
                            listener.getLocalPort(),
                            "tcp",
                            List.of(),
                            List.of(),
                            ""));
            Dialled call = sip.dial("trunk:line/555");
            try (RawPeer far = RawPeer.accepted(listener.accept())) {
                Msg invite = far.awaitRequest("INVITE");
                assertTrue(invite.first().contains("transport=tcp"), invite.first());
                String routes =
                        "Record-Route: <sip:10.0.0.1;lr>\r\n"
                                + "Record-Route: <sip:127.0.0.1:"
                                + listener.getLocalPort()
                                + ";transport=tcp;lr>\r\n";
                far.send(far.response(invite, 200, routes, RawPeer.SDP));
                Msg ack = far.awaitRequest("ACK");
                assertEquals("ACK " + far.uri() + " SIP/2.0", ack.first());
                List<String> path = ack.all("Route");
                assertTrue(path.get(0).contains("127.0.0.1"), path.toString());
                assertTrue(path.get(1).contains("10.0.0.1"), path.toString());
                assertEquals("answered", call.events().next());
                call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
                far.respond(far.awaitRequest("BYE"), 200, "");
            }
        } finally {
            sip.house.trunks.clear();
        }
    }

    @Test
    void aDeviceWithTwoBindingsIsTwoBranches() throws Exception {
        sip.house.bindings.clear();
        try (RawPeer one = sip.udp();
                RawPeer two = sip.tcp()) {
            sip.register(one, "1002");
            sip.register(two, "1002");
            List<Target> branches = sip.provider("device").branches(Target.parse("device:1002"));
            assertEquals(2, branches.size());
            Dialled first = sip.dial(branches.get(0).toString());
            Dialled second = sip.dial(branches.get(1).toString());
            one.respond(one.awaitRequest("INVITE"), 486, "");
            two.respond(two.awaitRequest("INVITE"), 486, "");
            assertEquals("ended BUSY", first.events().next());
            assertEquals("ended BUSY", second.events().next());
        }
    }

    /** A trunk that sends a call back to us keeps its Call-ID: two legs have the same. */
    @Test
    void aCallThatComesBackWithItsCallIdIsAnotherLeg() throws Exception {
        try (RawPeer trunk = sip.udp()) {
            sip.house.trunks.put(
                    "loop",
                    new Trunk(
                            "loop",
                            "127.0.0.1",
                            trunk.port(),
                            "udp",
                            List.of("127.0.0.1:" + trunk.port()),
                            List.of(),
                            ""));
            Dialled call = sip.dial("trunk:loop/555");
            Msg out = trunk.awaitRequest("INVITE");
            trunk.callId = out.header("Call-ID");
            trunk.send(
                    trunk.request(
                            "INVITE", "sip:600@pbx.test", 1, trunk.branch(), "", RawPeer.SDP));
            FakeHouse.Incoming back = sip.house.nextCall();
            back.leg().answer();
            Msg ok = trunk.awaitOk("INVITE");
            trunk.toTag = ok.tag("To").orElseThrow();
            trunk.send(trunk.request("ACK", ok.contactUri(), 1, trunk.branch(), "", ""));
            trunk.respond(out, 200, RawPeer.SDP);
            Msg ack = trunk.awaitRequest("ACK");
            assertEquals(out.tag("From"), ack.tag("From"));
            assertEquals("answered", call.events().next());
            assertTrue(trunk.nothingLike(200, m -> m.isRequest("ACK")), "one leg has answered");

            call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
            trunk.respond(trunk.awaitRequest("BYE"), 200, "");
            assertEquals("ended NORMAL", call.events().next());
            // that was not the other leg's BYE: it is up as before
            trunk.send(trunk.request("OPTIONS", ok.contactUri(), 2, trunk.branch(), "", ""));
            trunk.awaitOk("OPTIONS");
            trunk.send(trunk.request("BYE", ok.contactUri(), 3, trunk.branch(), "", ""));
            trunk.awaitOk("BYE");
            assertEquals("ended NORMAL", back.events().next());
        } finally {
            sip.house.trunks.clear();
        }
    }
}
