package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;

/** Who is challenged with what, in a house that offers MD5 to everybody. */
class DigestChoiceWireTest {
    private static final String URI = "sip:pbx.test";

    /** Challenged with SHA-256 alone. */
    private static final String STRONG = "1004";

    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture(1_000, "MD5");
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private static Msg challenge(RawPeer phone, String user, String method) throws Exception {
        phone.user = user;
        phone.send(phone.request(method, URI, ++phone.cseq, phone.branch(), "", ""));
        return phone.awaitFinal();
    }

    private static List<String> offers(Msg challenge) {
        return challenge.all(challenge.status() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate");
    }

    @Test
    void aDeviceWithTheStrongerOneRegistersAndCalls() throws Exception {
        try (RawPeer phone = sip.udp()) {
            phone.algorithm = "SHA-256";
            assertEquals(200, sip.register(phone, STRONG).status());
            phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
            sip.house.nextCall().leg().hangup(DisconnectCause.of(Reason.BUSY));
            phone.awaitStatus(486);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGISTER", "INVITE"})
    void itIsChallengedWithThatAlone(String method) throws Exception {
        try (RawPeer phone = sip.udp()) {
            List<String> offers = offers(challenge(phone, STRONG, method));
            assertEquals(1, offers.size(), offers::toString);
            assertTrue(offers.get(0).contains("algorithm=SHA-256"), offers::toString);
        }
    }

    /** The nonce is good and so is the secret: a middle man may have changed the challenge. */
    @ParameterizedTest
    @ValueSource(strings = {"1004, SHA-256, MD5", "1001, MD5, SHA-256"})
    void anAnswerWithAnotherOneIsRefused(String row) throws Exception {
        String[] of = row.split(", ");
        try (RawPeer phone = sip.udp()) {
            Msg asked = challenge(phone, of[0], "REGISTER");
            List<String> changed =
                    asked.lines().stream().map(l -> l.replace(of[1], of[2])).toList();
            phone.algorithm = of[2];
            Msg forged = new Msg(asked.first(), changed, "");
            String answer = phone.authorization(forged, "REGISTER", URI, "secret");
            phone.send(phone.request("REGISTER", URI, ++phone.cseq, phone.branch(), answer, ""));
            Msg again = phone.awaitFinal();
            assertEquals(401, again.status());
            assertTrue(offers(again).get(0).contains("algorithm=" + of[1]), again.toString());
        }
    }

    /** What differs is the nonce, and what names the request. */
    @ParameterizedTest
    @ValueSource(strings = {"REGISTER", "INVITE"})
    void whoDoesNotExistIsChallengedLikeADeviceThatIsLikeMost(String method) throws Exception {
        try (RawPeer known = sip.udp();
                RawPeer unknown = sip.udp()) {
            Msg one = challenge(known, "1001", method);
            Msg other = challenge(unknown, "4711", method);
            assertEquals(comparable(one), comparable(other));
            assertEquals(1, offers(one).size());
        }
    }

    private static List<String> comparable(Msg msg) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(msg.first()), msg.lines().stream())
                .filter(l -> !l.matches("(Call-ID|Via|From|To): .*"))
                .map(l -> l.replaceAll("nonce=\"[^\"]*\"", "nonce"))
                .toList();
    }
}
