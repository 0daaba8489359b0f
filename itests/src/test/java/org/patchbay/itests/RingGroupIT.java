package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
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
        try (RawPhone caller = RawPhone.of(server, "1004").registered();
                RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two = RawPhone.of(server, "1002").registered();
                RawPhone three = RawPhone.of(server, "1003").registered()) {
            RawCall out = caller.ring("700");
            RawCall first = one.incoming();
            RawCall second = two.incoming();
            RawCall third = three.incoming();
            assertEquals(180, out.provisional(180).code());

            second.answer();
            assertEquals(200, out.finalResponse().code());
            toldElsewhere(first);
            toldElsewhere(third);
            Ear.hearEachOther(out, second, 1.5);
            out.hangUp();
            second.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_caller_who_gives_up_cancels_all(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1004").registered();
                RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two = RawPhone.of(server, "1002").registered();
                RawPhone three = RawPhone.of(server, "1003").registered()) {
            RawCall out = caller.ring("700");
            RawCall first = one.incoming();
            RawCall second = two.incoming();
            RawCall third = three.incoming();
            out.provisional(180);
            out.cancel();
            assertEquals(487, out.finalResponse().code());
            for (RawCall call : new RawCall[] {first, second, third}) {
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
                RawPhone one = RawPhone.of(server, "1001", o -> o.put("reject", 486)).registered();
                RawPhone two = RawPhone.of(server, "1002").registered()) {
            RawCall out = caller.ring("700");
            one.incoming();
            RawCall in = two.incoming();
            in.answer();
            assertEquals(200, out.finalResponse().code());
            Ear.hearEachOther(out, in, 1);
            in.hangUp();
            out.hasEnded();
        }
    }

    @Test
    void one_who_declines_declines_for_nobody_else(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1004").registered();
                RawPhone desk = RawPhone.of(server, "1001").registered();
                RawPhone soft = RawPhone.of(server, "1001").registered();
                RawPhone two = RawPhone.of(server, "1002").registered()) {
            RawCall out = caller.ring("700");
            RawCall atDesk = desk.incoming();
            RawCall atSoft = soft.incoming();
            RawCall in = two.incoming();
            atDesk.reject(603);
            atSoft.request("CANCEL");
            assertEquals(0, in.requestsSoFar("CANCEL"));
            in.answer();
            assertEquals(200, out.finalResponse().code());
            Ear.hearEachOther(out, in, 1);
            in.hangUp();
            out.hasEnded();
        }
    }

    @Test
    void all_busy_is_busy(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1004").registered();
                RawPhone one = RawPhone.of(server, "1001", o -> o.put("reject", 486)).registered();
                RawPhone two =
                        RawPhone.of(server, "1002", o -> o.put("reject", 486)).registered()) {
            assertEquals(486, caller.call("700").first().code());
            one.incoming();
            two.incoming();
        }
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
