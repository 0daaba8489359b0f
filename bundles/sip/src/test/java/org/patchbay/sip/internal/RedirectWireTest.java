package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.SipFixture.Dialled;

/** A phone that answers 3xx, over real sockets. */
@Tag("waits")
class RedirectWireTest {
    private SipFixture sip;
    private RawPeer phone;

    @BeforeEach
    void start() throws Exception {
        sip = new SipFixture();
        phone = sip.udp();
        sip.register(phone, "1001");
    }

    @AfterEach
    void stop() throws Exception {
        sip.close();
        phone.close();
    }

    private Dialled answers(int status, String contacts) throws Exception {
        Dialled call = sip.dial("device:1001");
        Msg invite = phone.awaitRequest("INVITE");
        String own = "Contact: <" + phone.uri() + ">\r\n";
        phone.send(phone.response(invite, status, contacts, "").replace(own, ""));
        phone.awaitRequest("ACK");
        return call;
    }

    @ParameterizedTest
    @CsvSource({
        "302, <sip:1002@pbx.test>, redirected 1002 here",
        "301, <sip:1002@PBX.test:5060;transport=udp>;q=0.5, redirected 1002 here",
        "300, <sip:1002@127.0.0.1>, redirected 1002 here",
        "302, <tel:+4930123>, redirected +4930123 here",
        "302, <sip:+4930123@elsewhere.test>, redirected +4930123",
        "302, '<sip:1@pbx.test>;q=0.1, <sip:2@pbx.test>;q=0.9', redirected 2 here",
        "302, '<http://pbx.test/>, <sip:3@pbx.test>;q=0.1', redirected 3 here",
        "302, <sip:pbx.test>, ended BAD_REQUEST",
        "302, <mailto:anna@pbx.test>, ended BAD_REQUEST",
        "305, <sip:1002@pbx.test>, ended BAD_REQUEST",
        "380, <sip:1002@pbx.test>, ended BAD_REQUEST",
        "486, <sip:1002@pbx.test>, ended BUSY"
    })
    void whereItSendsTheCall(int status, String contact, String told) throws Exception {
        assertEquals(told, answers(status, "Contact: " + contact + "\r\n").events().next());
    }

    @Test
    void itSaysNoMoreUntilItIsHungUp() throws Exception {
        Dialled call = answers(302, "Contact: <sip:1002@pbx.test>\r\n");
        assertEquals("redirected 1002 here", call.events().next());
        call.leg().hangup(DisconnectCause.of(Reason.UNAVAILABLE));
        assertEquals("ended UNAVAILABLE", call.events().next());
        assertTrue(phone.nothingLike(200, m -> m.isRequest("CANCEL") || m.isRequest("BYE")));
    }
}
