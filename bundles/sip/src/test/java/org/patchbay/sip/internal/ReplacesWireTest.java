package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;

/** INVITE with Replaces (RFC 3891), over the loopback. */
class ReplacesWireTest {
    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private static FakeHouse.Incoming up(RawPeer phone) throws Exception {
        phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
        FakeHouse.Incoming call = sip.house.nextCall();
        call.leg().answer();
        Msg ok = phone.awaitStatus(200);
        assertTrue(ok.header("Supported").contains("replaces"));
        phone.toTag = ok.tag("To").orElseThrow();
        phone.send(phone.request("ACK", ok.contactUri(), phone.cseq, phone.branch(), "", ""));
        return call;
    }

    private static void hangUp(RawPeer phone, FakeHouse.Incoming call) throws Exception {
        call.leg().hangup(DisconnectCause.of(Reason.NORMAL));
        phone.respond(phone.awaitRequest("BYE"), 200, "");
    }

    private static String named(RawPeer phone) {
        return phone.callId + ";to-tag=" + phone.toTag + ";from-tag=" + phone.tag;
    }

    private static void invites(RawPeer phone, String replaces) throws Exception {
        String more = "Require: replaces\r\nReplaces: " + replaces + "\r\n";
        phone.authorised("INVITE", "sip:600@pbx.test", more, RawPeer.SDP, "secret");
    }

    @Test
    void takesThePlaceOfAnotherCallOfItsDevice() throws Exception {
        try (RawPeer phone = sip.udp();
                RawPeer second = sip.udp()) {
            FakeHouse.Incoming call = up(phone);
            invites(second, named(phone));
            FakeHouse.Incoming taking = sip.house.nextCall();
            assertEquals(Optional.of(call.leg().id()), taking.offer().seat());
            taking.leg().hangup(DisconnectCause.of(Reason.BUSY));
            assertEquals(486, second.await("final", m -> m.status() > 407).status());
            hangUp(phone, call);
        }
    }

    @Test
    void takesWhatRingsThere() throws Exception {
        try (RawPeer phone = sip.udp();
                RawPeer second = sip.udp()) {
            sip.register(phone, "1001");
            SipFixture.Dialled rings = sip.dial("device:1001");
            Msg invite = phone.awaitRequest("INVITE");
            phone.respond(invite, 180, "");
            assertEquals("ringing", rings.events().next());
            String here = invite.tag("From").orElseThrow();
            invites(
                    second,
                    invite.header("Call-ID")
                            + ";to-tag="
                            + here
                            + ";from-tag="
                            + phone.tag
                            + ";early-only");
            FakeHouse.Incoming taking = sip.house.nextCall();
            assertEquals(Optional.of(rings.leg().id()), taking.offer().seat());
            taking.leg().hangup(DisconnectCause.of(Reason.BUSY));
            rings.leg().hangup(DisconnectCause.of(Reason.ANSWERED_ELSEWHERE));
            phone.respond(phone.awaitRequest("CANCEL"), 200, "");
            phone.respond(invite, 487, "");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "early-only, 1001, 486",
        "'', 1002, 403",
        "none, 1001, 481",
        "broken, 1001, 400",
    })
    void whatItMayNotHaveIsRefused(String what, String user, int status) throws Exception {
        try (RawPeer phone = sip.udp();
                RawPeer second = sip.udp()) {
            FakeHouse.Incoming call = up(phone);
            second.user = user;
            String dialog = named(phone);
            switch (what) {
                case "early-only":
                    dialog += ";early-only";
                    break;
                case "none":
                    dialog = "x" + dialog;
                    break;
                case "broken":
                    dialog = phone.callId + ";to-tag=1;from-tag=";
                    break;
                default:
            }
            invites(second, dialog);
            Msg refusal = second.await("final", m -> m.status() >= 400 && m.status() != 407);
            assertEquals(status, refusal.status(), refusal::first);
            hangUp(phone, call);
        }
    }

    @Test
    void aLegThatStillCallsIsNotTaken() throws Exception {
        try (RawPeer phone = sip.udp();
                RawPeer second = sip.udp()) {
            phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().ring();
            phone.toTag = phone.awaitStatus(180).tag("To").orElseThrow();
            invites(second, named(phone));
            assertEquals(
                    481,
                    second.await("final", m -> m.status() >= 400 && m.status() != 407).status());
            call.leg().hangup(DisconnectCause.of(Reason.BUSY));
            phone.awaitStatus(486);
        }
    }
}
