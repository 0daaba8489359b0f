package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.Ringing;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;

/** 700 rings 1001, 1002 and 1003: the first answer wins. */
@ExtendWith(SharedServer.class)
class RingGroupIT {
    private static final String COMPLETED_ELSEWHERE =
            "SIP;cause=200;text=\"Call completed elsewhere\"";

    @Test
    void first_answer_wins_and_the_others_are_told_why(Server server) {
        try (Ringing group = Ringing.of(server, "1004", "700", "1001", "1002", "1003")) {
            assertEquals(180, group.out().provisional(180).code());
            RawCall second = group.call(1).answer();
            assertEquals(200, group.out().finalResponse().code());
            toldElsewhere(group.call(0));
            toldElsewhere(group.call(2));
            Ear.hearEachOther(group.out(), second, 1.5);
            group.out().hangUp();
            second.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_caller_who_gives_up_cancels_all(Server server) {
        try (Ringing group = Ringing.of(server, "1004", "700", "1001", "1002", "1003")) {
            group.out().provisional(180);
            group.out().cancel();
            assertEquals(487, group.out().finalResponse().code());
            for (RawCall call : group.calls()) {
                SipMessage cancel = call.request("CANCEL");
                assertFalse(
                        cancel.header("reason").orElse("").contains("elsewhere"), cancel::toString);
                assertEquals("cancelled", call.state());
            }
        }
        server.hasNoCalls();
    }

    @Test
    void one_who_is_busy_does_not_end_it(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1004").registered();
                RawPhone one = busy(server, "1001");
                RawPhone two = RawPhone.of(server, "1002").registered()) {
            RawCall out = caller.ring("700");
            one.incoming();
            talk(out, two.incoming());
        }
    }

    @Test
    void one_who_declines_declines_for_nobody_else(Server server) {
        try (Ringing group = Ringing.of(server, "1004", "700", "1001", "1001", "1002")) {
            RawCall other = group.call(2);
            group.call(0).reject(603);
            group.call(1).request("CANCEL");
            assertEquals(0, other.requestsSoFar("CANCEL"));
            talk(group.out(), other);
        }
    }

    @Test
    void all_busy_is_busy(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1004").registered();
                RawPhone one = busy(server, "1001");
                RawPhone two = busy(server, "1002")) {
            assertEquals(486, caller.call("700").first().code());
            one.incoming();
            two.incoming();
        }
    }

    private static RawPhone busy(Server server, String user) {
        return RawPhone.of(server, user, o -> o.put("reject", 486)).registered();
    }

    private static void talk(RawCall out, RawCall in) {
        in.answer();
        assertEquals(200, out.finalResponse().code());
        Ear.hearEachOther(out, in, 1);
        in.hangUp();
        out.hasEnded();
    }

    private static void toldElsewhere(RawCall call) {
        SipMessage cancel = call.request("CANCEL");
        assertTrue(
                cancel.headers("reason").stream()
                        .anyMatch(
                                r ->
                                        r.replace(" ", "")
                                                .equals(COMPLETED_ELSEWHERE.replace(" ", ""))),
                () -> "Reason: " + cancel.headers("reason"));
        assertEquals("cancelled", call.state());
    }
}
