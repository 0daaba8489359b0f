package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Server;

/** RTP ports come back, however a call ended. */
class PortPoolIT {
    /** Two for each leg: RTP and RTCP. */
    private static final int PORTS = 12;

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start("ports", PORTS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void more_calls_than_ports_one_after_the_other() {
        try (RawPhone caller = RawPhone.of(server, "1001").registered();
                RawPhone callee = RawPhone.of(server, "1002").registered()) {
            for (int i = 1; i <= PORTS; i++) {
                RawCall echo = caller.call("600").answeredOk();
                echo.hangUp();

                RawCall given = caller.ring("1002");
                RawCall in = callee.incoming(2 * i - 1);
                given.cancel();
                assertEquals(487, given.finalResponse().code());
                in.request("CANCEL");

                RawCall out = caller.ring("1002");
                RawCall answered = callee.incoming(2 * i).answer();
                assertEquals(200, out.finalResponse().code());
                answered.hangUp();
                out.hasEnded();
            }
            RawCall last = caller.call("600").answeredOk();
            last.listen();
            last.heard(1.5).hears(caller.tone());
            last.hangUp();
        }
        server.hasNoCalls();
    }

    @Test
    void a_call_too_many_is_refused_and_the_next_goes() {
        try (RawPhone caller = RawPhone.of(server, "1001").registered()) {
            List<RawCall> calls = new ArrayList<>();
            for (int i = 0; i < PORTS / 2; i++) {
                calls.add(caller.call("600").answeredOk());
            }
            int code = caller.call("600").first().code();
            assertTrue(code == 503 || code == 500 || code == 486, () -> "one too many got " + code);
            calls.forEach(RawCall::hangUp);
            caller.call("600").answeredOk().hangUp();
        }
        server.hasNoCalls();
    }
}
