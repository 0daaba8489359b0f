package org.patchbay.directory.file.internal.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.10",
                "127.0.0.10:5070",
                "255.255.255.255:65535",
                "::",
                "::1",
                "2001:db8::1",
                "1:2:3:4:5:6:7:8",
                "[2001:db8::1]:5060"
            })
    void sources(String text) {
        assertTrue(IpAddress.isSource(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0",
                "127.0.0.1.",
                "127.0.0.256",
                "127.0.0.01",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "127.0.0.1:",
                "acme.example",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "[::1]",
                "[::1]:",
                "[acme]:5060"
            })
    void notSources(String text) {
        assertFalse(IpAddress.isSource(text));
    }
}
