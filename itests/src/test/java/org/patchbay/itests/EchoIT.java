package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.Sipp;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;

/** 600 says back what it hears. */
@ExtendWith(SharedServer.class)
class EchoIT {
    @Test
    void a_caller_hears_itself(Server server) {
        try (RawPhone phone = RawPhone.of(server, "1005")) {
            RawCall call = phone.registered().call("600").answeredOk();
            call.listen();
            call.heard(1); // until the jitter buffer has settled
            call.listen();
            call.heard(2).hears(phone.tone()).hasNoGap(phone.tone(), 40);
            call.hangUp();
            assertEquals("down", call.state());
        }
        server.hasNoCalls();
    }

    @Test
    void a_phone_with_opus_hears_itself(Server server) {
        try (BaresipPhone phone =
                BaresipPhone.registered(server, Settings.of("1006").with("opus"))) {
            phone.dial("600");
            phone.talks();
            phone.listen();
            phone.heard(2).hears(phone.tone());
            phone.hangUp();
            phone.isOver();
        }
    }

    @Test
    void a_scripted_peer_goes_through_its_call(Server server) {
        try (Sipp call = Sipp.calls(server, "uac_call", "1005", "600")) {
            call.passes();
        }
    }
}
