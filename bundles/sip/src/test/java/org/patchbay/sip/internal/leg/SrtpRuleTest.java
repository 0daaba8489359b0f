package org.patchbay.sip.internal.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.directory.api.SrtpPolicy;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.sip.internal.message.NextHop;

class SrtpRuleTest {
    /** What the directory says, the transport, the setting, and what it comes to. */
    @ParameterizedTest
    @CsvSource({
        "'',        tls, false, preferred",
        "'',        wss, false, dtls",
        "preferred, wss, false, dtls",
        "required,  wss, false, dtls",
        "off,       wss, false, off",
        "'',        udp, false, off",
        "'',        udp, true,  off",
        "'',        ws,  false, off",
        "off,       tls, false, off",
        "off,       udp, true,  off",
        "preferred, tls, false, preferred",
        "preferred, udp, false, off",
        "preferred, tcp, true,  preferred",
        "required,  tls, false, required",
        "required,  tcp, false, refused",
        "required,  udp, true,  required",
    })
    void keysAreOfferedWhereNobodyReadsThem(
            String wanted, String transport, boolean withoutTls, String outcome) {
        Optional<MediaKeying> keying =
                new SrtpRule(withoutTls)
                        .keying(
                                SrtpPolicy.byWord(wanted),
                                new NextHop(transport, "192.0.2.1", 5061, ""),
                                Optional.empty());
        assertEquals(outcome, keying.map(SrtpRuleTest::word).orElse("refused"));
    }

    /** A browser is known by its offer, and what is none over WebSocket as well. */
    @ParameterizedTest
    @CsvSource({
        "'',       wss, true,  dtls",
        "'',       tls, true,  dtls",
        "'',       wss, false, preferred",
        "off,      wss, true,  off",
        "required, udp, true,  dtls",
        "'',       udp, true,  off",
    })
    void anOfferSaysWhoItIs(String wanted, String transport, boolean browser, String outcome) {
        String offer = browser ? BrowserSays.offer() : BrowserSays.plain();
        Optional<MediaKeying> keying =
                new SrtpRule(false)
                        .keying(
                                SrtpPolicy.byWord(wanted),
                                new NextHop(transport, "192.0.2.1", 5061, ""),
                                Optional.of(offer));
        assertEquals(outcome, keying.map(SrtpRuleTest::word).orElse("refused"));
    }

    private static String word(MediaKeying keying) {
        if (keying instanceof MediaKeying.Sdes) {
            return ((MediaKeying.Sdes) keying).required() ? "required" : "preferred";
        }
        return keying instanceof MediaKeying.Dtls ? "dtls" : "off";
    }
}
