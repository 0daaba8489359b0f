package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;

/** What a call that cannot be begun as it is asked for is answered, over the loopback. */
class RefusalWireTest {
    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // headers                                 | type            | answer | with
                "''                                        | text/plain      | 415 | Accept: application/sdp",
                "''                                        | application/pkcs7-mime | 493 | ''",
                "Content-Encoding: gzip                    | application/sdp | 415 | Accept-Encoding: identity",
                "Require: precondition                     | application/sdp | 420 | Unsupported: precondition",
                "Require: timer, 100rel, precondition      | application/sdp | 420 | Unsupported: precondition",
                "'Supported: timer!Session-Expires: 89'    | application/sdp | 422 | Min-SE: 90",
                "Accept: text/plain                        | application/sdp | 406 | Accept: application/sdp",
            })
    void anInviteWith(String headers, String type, int status, String told) throws Exception {
        try (RawPeer phone = sip.udp()) {
            String more = headers.isEmpty() ? "" : headers.replace("!", "\r\n") + "\r\n";
            Msg refusal = invite(phone, more, type);
            assertEquals(status, refusal.status());
            if (!told.isEmpty()) {
                assertTrue(refusal.lines().contains(told), refusal.lines().toString());
            }
            assertTrue(sip.house.incoming.isEmpty(), "no call");
        }
    }

    /** As an INVITE without an offer (RFC 3261 §20.11). */
    @Test
    void whatIsOptionalIsLeftUnread() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String more = "Content-Disposition: session ; Handling=Optional\r\n";
            String text =
                    phone.authorisedText("INVITE", "sip:600@pbx.test", more, RawPeer.SDP, "secret");
            phone.send(text.replace("application/sdp", "text/plain"));
            FakeHouse.Incoming call = sip.house.nextCall();
            call.leg().hangup(DisconnectCause.of(Reason.BUSY));
            phone.awaitStatus(486);
        }
    }

    /** With the credentials that its challenge wants, where there is one. */
    private static Msg invite(RawPeer phone, String more, String type) throws Exception {
        String uri = "sip:600@pbx.test";
        String credentials = "";
        while (true) {
            String branch = phone.branch();
            String text =
                    phone.request(
                            "INVITE", uri, ++phone.cseq, branch, credentials + more, RawPeer.SDP);
            phone.send(text.replace("Content-Type: application/sdp", "Content-Type: " + type));
            Msg answer = phone.awaitFinal();
            String ack = phone.request("ACK", uri, phone.cseq, branch, "", "");
            phone.send(ack.replace("<sip:1002@pbx.test>", answer.header("To")));
            if (answer.status() != 407) {
                return answer;
            }
            assertEquals("", credentials, "challenged twice");
            credentials = phone.authorization(answer, "INVITE", uri, "secret");
        }
    }
}
