package org.patchbay.web.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "https://pbx.example:8443, pbx.example:8443, true",
                "https://PBX.example:8443, pbx.EXAMPLE:8443, true",
                "https://pbx.example, pbx.example:443, true",
                "https://pbx.example:443, pbx.example, true",
                "https://[2001:db8::1]:8443, [2001:db8::1]:8443, true",
                "http://pbx.example:8443, pbx.example:8443, false",
                "https://pbx.example:8444, pbx.example:8443, false",
                "https://pbx.example, pbx.example:8443, false",
                "https://evil.example, pbx.example, false",
                "https://pbx.example.evil.example, pbx.example, false",
                "https://evil.example/pbx.example, pbx.example, false",
                "null, pbx.example, false",
                "none, pbx.example, false",
                "https://pbx.example, none, false",
                "https://, '', false",
            })
    void only_the_page_that_the_request_goes_to(String origin, String host, boolean ours) {
        assertEquals(ours, Origin.isOurs(origin, host));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "[2001:db8:1:2:ffff::1], 2001:db8:1:2::/64",
        "::ffff:192.0.2.7, 192.0.2.7",
    })
    void who_has_one_address_of_a_network_has_them_all(String address, String source) {
        assertEquals(source, Sources.of(address));
    }
}
