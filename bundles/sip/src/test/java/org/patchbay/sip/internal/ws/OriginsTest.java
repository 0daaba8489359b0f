package org.patchbay.sip.internal.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private final Origins origins = new Origins(List.of("https://Phone.example:8443"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, pbx.example, true",
                "-, -, true",
                "https://pbx.example, pbx.example, true",
                "https://PBX.example:444, pbx.example:7443, true",
                "http://[2001:db8::1]:80, [2001:db8::1]:7443, true",
                "https://phone.example:8443, pbx.example, true",
                "https://phone.example, pbx.example, false",
                "https://pbx.example.evil.example, pbx.example, false",
                "https://evil.example, pbx.example, false",
                "https://evil.example/pbx.example, pbx.example, false",
                "https://pbx.example@evil.example, pbx.example, false",
                "null, pbx.example, false",
                "null, -, false",
                "'', '', false",
                "'https://a b', 'a b', false",
                "https://pbx.example, -, false",
            })
    void whosePageMaySpeak(String origin, String host, boolean allowed) {
        assertEquals(allowed, origins.allows(origin, host));
    }

    @Test
    void allMayWhereSaidSo() {
        assertEquals(true, new Origins(List.of("*")).allows("https://evil.example", "pbx.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pbx.example", "https://pbx.example/", "ws://pbx.example", "", "https://"})
    void whatIsNoOriginIsSaid(String origin) {
        assertThrows(IllegalArgumentException.class, () -> new WsSettings(7443, List.of(origin)));
    }
}
