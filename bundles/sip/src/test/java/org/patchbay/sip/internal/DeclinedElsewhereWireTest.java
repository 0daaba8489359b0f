package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;

/** A phone that rings hears why it stops: somebody declined the call on another (RFC 3326). */
class DeclinedElsewhereWireTest {
    @Test
    void theCancelSaysSoInSip() throws Exception {
        try (SipFixture sip = new SipFixture();
                RawPeer phone = sip.udp()) {
            assertEquals(200, sip.register(phone, "1002").status());
            SipFixture.Dialled call = sip.dial("device:1002");
            Msg invite = phone.awaitRequest("INVITE");
            phone.respond(invite, 180, "");
            assertEquals("ringing", call.events().next());

            call.leg().hangup(DisconnectCause.ofSip(603, "No \"thanks\""));
            Msg cancel = phone.awaitRequest("CANCEL");
            assertEquals(
                    List.of("SIP;cause=603;text=\"Decline\"", "Q.850;cause=21;text=\"Decline\""),
                    cancel.all("Reason").stream()
                            .flatMap(line -> Arrays.stream(line.split("\\s*,\\s*")))
                            .toList());
            phone.respond(cancel, 200, "");
            phone.respond(invite, 487, "");
            phone.awaitRequest("ACK");
        }
    }
}
