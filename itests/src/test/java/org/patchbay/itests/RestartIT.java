package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Server;

/** The end of a server, and its next beginning. */
@Tag("beside")
class RestartIT {
    @Test
    void ctrl_c_ends_the_calls_and_udp_bindings_survive() {
        try (Server server = Server.start("restart", 40);
                RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two = RawPhone.of(server, "1002").registered();
                RawPhone ringing = RawPhone.of(server, "1003").registered();
                BaresipPhone real = BaresipPhone.registered(server, Settings.of("1004"))) {
            RawCall out = one.ring("1002");
            RawCall in = two.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            real.dial("600");
            real.talks();
            RawCall early = two.ring("1003");
            RawCall rung = ringing.incoming();

            server.interrupt();
            out.hasEnded();
            in.hasEnded();
            real.isOver();
            int code = early.finalResponse().code();
            assertTrue(code >= 400, () -> "the one that was ringing: " + code);
            rung.request("CANCEL");

            server.start();
            RawCall again = one.ring("1002");
            RawCall inAgain = two.incoming(2).answer();
            assertEquals(200, again.finalResponse().code());
            Ear.hearEachOther(again, inAgain, 1);
            again.hangUp();
            inAgain.hasEnded();
        }
    }
}
