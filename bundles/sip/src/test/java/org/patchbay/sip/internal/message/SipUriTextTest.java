package org.patchbay.sip.internal.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipUriTextTest {
    @ParameterizedTest
    @CsvSource({
        "sip:1001@pbx.test, 1001, pbx.test, -1",
        "sip:1001:pw@pbx.test:5070;lr, 1001, pbx.test, 5070",
        "sip:%2B49@[2001:db8::1]:5061, +49, 2001:db8::1, 5061",
        "sip:600;phone-context=x@H, 600, h, -1",
        "tel:+49301;x=y, +49301, +49301, -1",
        "sip:h:99999, '', h, -1",
        "sip:h:abc, '', h, -1",
        "sip:, '', '', -1",
        "sip:%zz@h, %zz, h, -1"
    })
    void parts(String uri, String user, String host, int port) {
        assertEquals(user, SipUriText.user(uri));
        assertEquals(host, SipUriText.host(uri));
        assertEquals(port, SipUriText.port(uri));
    }

    @Test
    void parameters() {
        assertEquals("tcp", SipUriText.parameter("sip:a@h;lr;Transport=TCP?x=y", "transport"));
        assertEquals("", SipUriText.parameter("sip:a;transport=tcp@h", "transport"));
        assertTrue(SipUriText.hasParameter("sip:h;lr", "lr"));
        assertFalse(SipUriText.hasParameter("sip:h;lrx", "lr"));
    }

    @Test
    void escapesWhatCannotStandInAUser() {
        assertEquals("a%20b%40%C3%A4", SipUriText.escapeUser("a b@ä"));
        assertEquals("a b@ä", SipUriText.user("sip:" + SipUriText.escapeUser("a b@ä") + "@h"));
    }
}
