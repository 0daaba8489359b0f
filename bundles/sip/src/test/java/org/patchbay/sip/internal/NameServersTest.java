package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameServersTest {
    @Test
    void addressesWithAndWithoutPort() {
        assertEquals(
                List.of(
                        new InetSocketAddress("192.0.2.1", 53),
                        new InetSocketAddress("192.0.2.2", 5353),
                        new InetSocketAddress("2001:db8::1", 53),
                        new InetSocketAddress("2001:db8::2", 5353),
                        new InetSocketAddress("2001:db8::3", 53)),
                NameServers.read(
                        new String[] {
                            "192.0.2.1, 192.0.2.2:5353",
                            "2001:db8::1",
                            "[2001:db8::2]:5353",
                            "[2001:db8::3]",
                            " "
                        }));
        assertEquals(List.of(), NameServers.read(new String[] {""}));
    }

    @Test
    void whatIsNoAddressIsNamed() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> NameServers.read(new String[] {"192.0.2.1:x"}));
        assertEquals("name-servers: '192.0.2.1:x'", e.getMessage());
    }
}
