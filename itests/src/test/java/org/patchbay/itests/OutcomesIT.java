package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.Sipp;
import org.patchbay.itests.server.RoutingScript;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.testkit.Eventually;

/** How a call fails is what the caller is told. */
@ExtendWith(SharedServer.class)
class OutcomesIT {
    @ParameterizedTest(name = "a callee''s {0} is {1} to the caller")
    @CsvSource({"486, 486", "603, 603", "488, 488", "480, 480", "600, 486"})
    void what_the_callee_says(int said, int heard, Server server) {
        try (RawPhone caller = RawPhone.of(server, "1001").registered();
                RawPhone callee =
                        RawPhone.of(server, "1002", o -> o.put("reject", said)).registered()) {
            assertEquals(heard, caller.call("1002").first().code());
            callee.incoming();
        }
    }

    @ParameterizedTest
    @CsvSource({"uas_486, 486", "uas_603, 603"})
    void what_a_scripted_peer_says(String scenario, int heard, Server server) {
        try (RawPhone caller = RawPhone.of(server, "1001").registered();
                Sipp callee = Sipp.waits(server, scenario, "1008")) {
            assertEquals(heard, caller.call("1008").first().code());
            callee.passes();
        }
    }

    @Test
    void a_real_phone_declines(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1001").registered();
                BaresipPhone callee = BaresipPhone.registered(server, Settings.of("1002"))) {
            RawCall call = caller.ring("1002");
            callee.rings();
            callee.hangUp();
            int code = call.finalResponse().code();
            assertTrue(code == 486 || code == 603, () -> "baresip declines by " + code);
        }
    }

    @Test
    void not_registered_is_480(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1001").registered()) {
            assertEquals(480, caller.call("1009").first().code());
        }
    }

    @Test
    void no_such_number_is_404(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1001").registered()) {
            assertEquals(404, caller.call("4711").first().code());
        }
    }

    @Test
    void no_answer_is_480_and_the_callee_is_cancelled(Server server) {
        try (RoutingScript script = RoutingScript.ring(server, "5550", "device:1002", 2);
                RawPhone caller = RawPhone.of(server, "1001").registered();
                RawPhone callee = RawPhone.of(server, "1002").registered()) {
            script.inForce();
            RawCall out = caller.ring("5550");
            RawCall in = callee.incoming();
            assertEquals(480, out.finalResponse().code());
            in.request("CANCEL");
            Eventually.holds(() -> assertEquals("cancelled", in.state()));
        }
        server.hasNoCalls();
    }

    @Test
    void no_common_codec_is_488(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1001").registered();
                RawPhone callee = RawPhone.of(server, "1002").registered()) {
            RawCall call = caller.call("1002", o -> o.putArray("codecs").add("GSM"));
            assertEquals(488, call.first().code());
            assertEquals(0, callee.inbox("INVITE").size());
        }
    }

    @Test
    void a_callee_that_chooses_nothing_of_ours_is_not_left_in_a_call(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1001").registered();
                RawPhone callee = RawPhone.of(server, "1002").registered()) {
            RawCall out = caller.ring("1002");
            RawCall in = callee.incoming().answer("GSM");
            assertEquals(488, out.finalResponse().code());
            in.hasEnded(); // acknowledged, then ended (RFC 3261 §13.2.2.4)
        }
        server.hasNoCalls();
    }
}
