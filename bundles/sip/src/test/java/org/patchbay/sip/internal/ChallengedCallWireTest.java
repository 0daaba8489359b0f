package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.directory.api.Trunk;

/** An INVITE over UDP that is only to be challenged keeps nothing; any other has a transaction. */
class ChallengedCallWireTest {
    private static final String TARGET = "sip:600@pbx.test";

    private final SipFixture sip = new SipFixture();

    @AfterEach
    void stop() {
        sip.close();
    }

    private int transactions() {
        return sip.service.line().edge().serverTransactions();
    }

    private long figure(String name) {
        return sip.service.figures().read().get(name);
    }

    private static String invite(RawPeer peer, int cseq, String branch, String more) {
        return peer.request("INVITE", TARGET, cseq, branch, more, RawPeer.SDP);
    }

    /** As a phone does whose answer was lost: the same once more, and then the ACK of each. */
    @Test
    void aRepeatedOneIsChallengedAlikeAndItsAckIsAbsorbed() throws Exception {
        try (RawPeer phone = sip.udp()) {
            String branch = phone.branch();
            phone.send(invite(phone, 1, branch, ""));
            Msg challenge = phone.awaitStatus(407);
            phone.send(invite(phone, 1, branch, ""));
            Msg again = phone.awaitStatus(407);
            assertEquals(challenge.header("To"), again.header("To"));
            assertNotEquals(
                    challenge.header("Proxy-Authenticate"), again.header("Proxy-Authenticate"));
            for (int i = 0; i < 2; i++) {
                String ack = phone.request("ACK", TARGET, 1, branch, "", "");
                phone.send(ack.replace("<sip:1002@pbx.test>", again.header("To")));
            }
            phone.send(phone.request("OPTIONS", TARGET, 2, phone.branch(), "", ""));
            assertEquals(200, phone.awaitFinal().status());
            assertEquals(0, transactions());
            assertEquals(0, figure("messages.unreadable"));
            assertEquals(0, figure("tasks.failed"));

            String credential = phone.authorization(again, "INVITE", TARGET, "secret");
            phone.send(invite(phone, 3, phone.branch(), credential));
            FakeHouse.Incoming call = sip.house.nextCall();
            assertTrue(transactions() > 0);
            call.leg().hangup(DisconnectCause.of(Reason.BUSY));
            assertEquals(486, phone.awaitFinal().status());
        }
    }

    @Test
    void onAConnectionThereIsATransaction() throws Exception {
        try (RawPeer phone = sip.tcp()) {
            phone.send(invite(phone, 1, phone.branch(), ""));
            assertEquals(407, phone.awaitFinal().status());
            assertEquals(1, transactions());
        }
    }

    /** Between the edge's look and the gate's, the directory learns of the trunk. */
    @Test
    void whoIsTrustedMeanwhileIsServedWhenItComesAgain() throws Exception {
        try (RawPeer trunk = sip.udp()) {
            sip.house.afterLook =
                    () -> {
                        sip.house.afterLook = () -> {};
                        List<String> sources = List.of("127.0.0.1:" + trunk.port());
                        sip.house.trunks.put(
                                "acme",
                                new Trunk(
                                        "acme",
                                        "127.0.0.1",
                                        trunk.port(),
                                        "udp",
                                        sources,
                                        List.of(),
                                        ""));
                    };
            String branch = trunk.branch();
            trunk.send(invite(trunk, 1, branch, ""));
            trunk.send(trunk.request("OPTIONS", TARGET, 2, trunk.branch(), "", ""));
            assertEquals(200, trunk.awaitFinal().status());
            assertTrue(sip.house.incoming.isEmpty());
            assertEquals(1, figure("messages.dropped"));

            trunk.send(invite(trunk, 1, branch, ""));
            FakeHouse.Incoming call = sip.house.nextCall();
            assertEquals(Optional.of("acme"), call.offer().trunk());
            call.leg().hangup(DisconnectCause.of(Reason.BUSY));
            assertEquals(486, trunk.awaitFinal().status());
        }
    }
}
