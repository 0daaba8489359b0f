package org.patchbay.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, UNICAST",
        "223.255.255.255, UNICAST",
        "224.0.0.1, NOT_UNICAST",
        "255.255.255.255, NOT_UNICAST",
        "0.0.0.0, UNSPECIFIED",
        "1.2.3, NONE",
        "1.2.3.4.5, NONE",
        "1.2.3.256, NONE",
        "1.2.3.0004, NONE",
        "1.2.3.-4, NONE",
        "example.org, NONE",
        "::, UNSPECIFIED",
        "0:0:0:0:0:0:0:0, UNSPECIFIED",
        "::0.0.0.0, UNSPECIFIED",
        "::1, UNICAST",
        "2001:db8::10:5070, UNICAST",
        "::ffff:192.0.2.2, UNICAST",
        "1:2:3:4:5:6:7:8, UNICAST",
        "ff::1, UNICAST",
        "ff02::1, NOT_UNICAST",
        "FF02:0:0:0:0:0:0:1, NOT_UNICAST",
        "1:2:3:4:5:6:7, NONE",
        "1:2:3:4:5:6:7:8:9, NONE",
        "1::2::3, NONE",
        ":::1, NONE",
        "1:2:3:4::5:6:7:8, NONE",
        "12345::, NONE",
        "fe80::1%eth0, NONE",
        "[::1], NONE",
        "::1.2.3, NONE",
        "1.2.3.4::, NONE",
    })
    void tellsAddressesApart(String text, IpLiteral kind) {
        assertEquals(kind, IpLiteral.of(text));
    }
}
