package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.Target;

/** A device whose secret was changed while it was registered. */
class ChangedDeviceWireTest {
    private final SipFixture sip = new SipFixture();

    @AfterEach
    void stop() {
        sip.close();
    }

    @Test
    void isRungUntilItsBindingEndsButProvesItselfWithTheNewSecret() throws Exception {
        try (RawPeer phone = sip.udp()) {
            assertEquals(200, sip.register(phone, "1002").status());
            sip.house.secret = "another";

            assertTrue(sip.provider("device").canReach(Target.parse("device:1002")));
            sip.dial("device:1002");
            phone.respond(phone.awaitRequest("INVITE"), 486, "");
            phone.awaitRequest("ACK");

            phone.authorised("REGISTER", "sip:pbx.test", "Expires: 600\r\n", "", "secret");
            assertEquals(401, phone.awaitFinal().status());
            phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "secret");
            assertEquals(407, phone.awaitFinal().status());
            assertTrue(sip.house.incoming.isEmpty());

            phone.authorised("REGISTER", "sip:pbx.test", "Expires: 600\r\n", "", "another");
            phone.awaitOk("REGISTER");
            phone.authorised("INVITE", "sip:600@pbx.test", "", RawPeer.SDP, "another");
            sip.house.nextCall().leg().hangup(DisconnectCause.of(Reason.BUSY));
            phone.awaitStatus(486);
        }
    }
}
