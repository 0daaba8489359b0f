package org.patchbay.sip.internal.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.sip.internal.message.Body;

class KeyInfoTest {
    private static Optional<KeyInfo> relay(String text) {
        return KeyInfo.of(new Body("application/dtmf-relay", text.replace('|', '\n')));
    }

    @ParameterizedTest
    @CsvSource({
        "Signal=5|Duration=160|,5,160",
        "Signal= 5 |Duration= 250 |,5,250",
        "signal=*|duration=100,*,100",
        "Duration=80|Signal=#,#,80",
        "Signal=11|Duration=100,#,100",
        "Signal=10,*,160",
        "Signal=d|Duration=x,D,160",
        "Signal=1|Duration=0,1,1",
        "Signal=1|Duration=999999,1,10000",
        "Signal=1|Duration=99999999999,1,160"
    })
    void aKeyWithItsLength(String text, char key, int durationMs) {
        assertEquals(Optional.of(new KeyInfo(key, durationMs)), relay(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Signal=", "Signal=55", "Signal=x", "5", "Signal", "=5", "Signal=12"})
    void whatIsNoKey(String text) {
        assertEquals(Optional.empty(), relay(text));
    }

    @Test
    void theKeyAloneAndOtherBodies() {
        assertEquals(
                Optional.of(new KeyInfo('9', 160)),
                KeyInfo.of(new Body("application/dtmf", " 9\r\n")));
        assertEquals(Optional.empty(), KeyInfo.of(new Body("application/sdp", "9")));
        assertEquals(Optional.empty(), relay("Signal=5|" + "x".repeat(300)));
    }

    @Test
    void whatWeWriteIsWhatWeRead() {
        for (char key : "0123456789*#ABCD".toCharArray()) {
            KeyInfo info = new KeyInfo(key, 120);
            assertEquals(Optional.of(info), KeyInfo.of(info.body()));
        }
    }
}
