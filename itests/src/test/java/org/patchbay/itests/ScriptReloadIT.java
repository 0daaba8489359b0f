package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.RoutingScript;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.testkit.Eventually;

/** A script goes live when it is saved, if it is good. */
@ExtendWith(SharedServer.class)
class ScriptReloadIT {
    private static final Duration SAVED_WITHIN = Duration.ofSeconds(10);

    @Test
    void a_change_is_for_the_next_call_and_leaves_the_others_alone(Server server) {
        try (RoutingScript script = RoutingScript.ring(server, "5551", "device:1002", 20);
                RawPhone caller = RawPhone.of(server, "1001").registered();
                RawPhone two = RawPhone.of(server, "1002").registered();
                RawPhone three = RawPhone.of(server, "1003").registered();
                RawPhone other = RawPhone.of(server, "1004").registered()) {
            script.inForce();
            RawCall out = caller.ring("5551");
            RawCall in = two.incoming().answer();
            assertEquals(200, out.finalResponse().code());

            script.change("if (call.dialled === '5551') return { ring: ['device:1003'] };");
            script.inForce();
            RawCall next = other.ring("5551");
            RawCall nextIn = three.incoming().answer();
            assertEquals(200, next.finalResponse().code());

            Ear.hearEachOther(out, in, 1);
            Ear.hearEachOther(next, nextIn, 1);
            out.hangUp();
            in.hasEnded();
            nextIn.hangUp();
            next.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_syntax_error_is_refused_and_the_last_good_version_stays(Server server) {
        try (RoutingScript script = RoutingScript.ring(server, "5552", "device:1002", 20);
                RawPhone caller = RawPhone.of(server, "1001").registered();
                RawPhone two = RawPhone.of(server, "1002").registered()) {
            script.inForce();
            int mark = server.logMark();
            script.save("export function outbound(call, pbx) {\n  return { ring: [ }\n}\n");
            String place = script.name() + ".mjs:2:";
            server.logs(mark, "refused: \\S*" + place + ".*SyntaxError.*stays in force");
            String shown = server.launchedConsole("pbx:scripts");
            assertTrue(shown.contains(place) && shown.contains("SyntaxError"), shown);

            RawCall out = caller.ring("5552");
            RawCall in = two.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            out.hangUp();
            in.hasEnded();
        }
    }

    @Test
    @SuppressWarnings("try") // the callee does its part by itself
    void a_script_that_never_ends_is_stopped(Server server) {
        try (RoutingScript script =
                        RoutingScript.of(server, "if (call.dialled === '1002') for (;;) {}");
                RawPhone caller = RawPhone.of(server, "1001").registered();
                RawPhone two =
                        RawPhone.of(server, "1002", o -> o.put("reject", 486)).registered()) {
            script.inForce();
            int mark = server.logMark();
            int code = caller.call("1002").first().code();
            assertTrue(code == 486 || code == 500, () -> "the runaway's call got " + code);
            server.logs(mark, script.name());
            // The one thread or context that was stopped is not missed by the calls after it.
            for (int i = 0; i < 5; i++) {
                int again = caller.call("1002").first().code();
                assertTrue(again == 486 || again == 500, () -> "later calls got " + again);
            }
        }
        try (RawPhone caller = RawPhone.of(server, "1001").registered()) {
            Eventually.holds(
                    SAVED_WITHIN, () -> assertEquals(480, caller.call("1002").first().code()));
        }
        server.hasNoCalls();
    }
}
