package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is answered without a transaction (RFC 3261 §8.2.7): OPTIONS, and the challenge of a
 * REGISTER or an INVITE.
 */
class StatelessWireTest {
    private static final String URI = "sip:pbx.test";

    private static SipFixture sip;

    /** Transactions of earlier tests, which are kept for 32 s. */
    private final int before = transactions();

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    private static int transactions() {
        return sip.service.line().edge().serverTransactions();
    }

    private static Msg answer(RawPeer peer, String text) throws Exception {
        peer.send(text);
        return peer.awaitFinal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "REGISTER", "INVITE"})
    void theSameRequestHasTheSameTagAndAnotherAnother(String method) throws Exception {
        try (RawPeer peer = sip.udp()) {
            String request = peer.request(method, URI, 1, peer.branch(), "", "");
            Msg first = answer(peer, request);
            Msg again = answer(peer, request);
            assertFalse(first.tag("To").orElseThrow().isEmpty());
            assertEquals(first.tag("To"), again.tag("To"));
            assertEquals(first.status(), again.status());
            Msg other = answer(peer, peer.request(method, URI, 2, peer.branch(), "", ""));
            assertNotEquals(first.tag("To"), other.tag("To"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "REGISTER", "INVITE"})
    void nothingIsKept(String method) throws Exception {
        try (RawPeer peer = sip.udp()) {
            for (int i = 1; i <= 200; i++) {
                answer(peer, peer.request(method, URI, i, peer.branch(), "", ""));
            }
            assertTrue(transactions() <= before, before + " before");
        }
    }

    /** So that the test above can tell: with credentials there is one, for the retransmissions. */
    @Test
    void whatChangesSomethingHasATransaction() throws Exception {
        try (RawPeer peer = sip.udp()) {
            assertEquals(200, sip.register(peer, "1001").status());
            assertTrue(transactions() > 0);
        }
    }

    @Test
    void eachNonceOfAChallengeThatWasRepeatedWorks() throws Exception {
        try (RawPeer peer = sip.udp()) {
            String request = peer.request("REGISTER", URI, 1, peer.branch(), "", "");
            Msg first = answer(peer, request);
            Msg again = answer(peer, request);
            int cseq = 2;
            for (Msg challenge : new Msg[] {again, first}) {
                String credential = peer.authorization(challenge, "REGISTER", URI, "secret");
                Msg ok =
                        answer(
                                peer,
                                peer.request(
                                        "REGISTER", URI, cseq++, peer.branch(), credential, ""));
                assertEquals(200, ok.status());
            }
        }
    }

    /** A registration that is asked for twice is one, and answered twice alike. */
    @Test
    void aRepeatedRegisterWithCredentialsIsAnsweredByItsTransaction() throws Exception {
        try (RawPeer peer = sip.udp()) {
            Msg challenge = answer(peer, peer.request("REGISTER", URI, 1, peer.branch(), "", ""));
            String credential = peer.authorization(challenge, "REGISTER", URI, "secret");
            String request = peer.request("REGISTER", URI, 2, peer.branch(), credential, "");
            Msg first = answer(peer, request);
            // served behind it on the same queue: the transaction has its answer now
            answer(peer, peer.request("OPTIONS", URI, 3, peer.branch(), "", ""));
            Msg again = answer(peer, request);
            assertEquals(200, first.status());
            assertEquals(first.lines(), again.lines());
            assertTrue(transactions() > 0);
        }
    }
}
