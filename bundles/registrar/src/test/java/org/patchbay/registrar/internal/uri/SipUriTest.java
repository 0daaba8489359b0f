package org.patchbay.registrar.internal.uri;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipUriTest {
    private static SipUri uri(String text) {
        return SipUri.parse(text).orElseThrow(() -> new AssertionError(text));
    }

    private static void assertMatch(boolean expected, String a, String b) {
        assertEquals(expected, uri(a).matches(uri(b)));
        assertEquals(expected, uri(b).matches(uri(a)));
    }

    /** The pairs of RFC 3261 §19.1.4, and some more. */
    @ParameterizedTest
    @CsvSource({
        "sip:%61lice@atlanta.com;transport=TCP, sip:alice@AtlanTa.CoM;Transport=tcp",
        "sip:carol@chicago.com, sip:carol@chicago.com;newparam=5",
        "sip:carol@chicago.com, sip:carol@chicago.com;security=on",
        "sip:carol@chicago.com;newparam=5, sip:carol@chicago.com;security=on",
        "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com,"
                + "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
        "sip:alice@atlanta.com?subject=project%20x&priority=urgent,"
                + "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
        "SIP:bob@biloxi.com, sip:bob@biloxi.com",
        "sip:a%3bb@x, sip:a%3Bb@x",
        "sip:[2001:DB8::1]:5060, sip:[2001:db8::1]:5060"
    })
    void same(String a, String b) {
        assertMatch(true, a, b);
    }

    @ParameterizedTest
    @CsvSource({
        "SIP:ALICE@AtLanTa.CoM;Transport=udp, sip:alice@AtLanTa.CoM;Transport=UDP",
        "sip:bob@biloxi.com, sip:bob@biloxi.com:5060",
        "sip:bob@biloxi.com, sip:bob@biloxi.com;transport=udp",
        "sip:bob@biloxi.com, sip:bob@biloxi.com:6000;transport=tcp",
        "sip:carol@chicago.com, sip:carol@chicago.com?Subject=next%20meeting",
        "sip:bob@phone21.boxesbybob.com, sip:bob@192.0.2.4",
        "sip:carol@chicago.com;security=on, sip:carol@chicago.com;security=off",
        "sip:bob@biloxi.com, sips:bob@biloxi.com",
        "sip:bob@biloxi.com, sip:biloxi.com",
        "sip:bob:one@biloxi.com, sip:bob@biloxi.com",
        "sip:bob@biloxi.com;user=phone, sip:bob@biloxi.com",
        "sip:bob@biloxi.com;maddr=192.0.2.1, sip:bob@biloxi.com",
        "sip:a%3Bb@x, sip:a;b@x"
    })
    void different(String a, String b) {
        assertMatch(false, a, b);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sip",
                "sip:",
                "tel:+123",
                "*",
                "sip:@host",
                "sip:a@b@c",
                "sip:a@",
                "sip:a@host:0",
                "sip:a@host:65536",
                "sip:a@host:port",
                "sip:a@host;",
                "sip:a@host;x=1;x=2",
                "sip:%4@host",
                "sip:%zz@host",
                "sip:a@ho st",
                "sip:a@host>",
                "sip:a@[::1",
                "sip:a@host\r\nX: y"
            })
    void broken(String text) {
        assertEquals(Optional.empty(), SipUri.parse(text));
    }

    @Test
    void bounded() {
        assertEquals(Optional.empty(), SipUri.parse("sip:" + "a".repeat(600) + "@host"));
        assertEquals(Optional.empty(), SipUri.parse("sip:a@h" + parameters(33)));
        assertTrue(SipUri.parse("sip:a@h" + parameters(32)).isPresent());
    }

    private static String parameters(int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(";p").append(i);
        }
        return out.toString();
    }

    @Test
    void anyTextIsAnswered() {
        String letters = "sip:@;?=&%[]:.0aZ \n\u00e9";
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("sip:");
            for (int n = random.nextInt(30); n > 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertDoesNotThrow(() -> SipUri.parse(text.toString()), text::toString);
        }
    }
}
