package org.patchbay.sip.internal.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.directory.api.PublicAddress;
import org.patchbay.sip.internal.message.HostPort;

class OwnPlaceTest {
    private static final HostPort LOCAL = new HostPort("192.168.1.10", 5060);
    private static final HostPort LOCAL_TLS = new HostPort("192.168.1.10", 5061);

    private static PublicAddress told(String text) {
        return switch (text) {
            case "learn" -> PublicAddress.LEARNT;
            case "off" -> PublicAddress.OWN;
            default -> {
                String[] parts = text.split("/");
                yield PublicAddress.of(parts[0], Integer.parseInt(parts[1]));
            }
        };
    }

    private static HostPort hostPort(String text) {
        String[] parts = text.split("/");
        return new HostPort(parts[0], Integer.parseInt(parts[1]));
    }

    @ParameterizedTest
    @CsvSource({
        // told, answer over, seen, asked for, place
        "learn, udp, 203.0.113.5/40001, udp, 203.0.113.5/40001",
        "learn, udp, 203.0.113.5/0, udp, 203.0.113.5/5060",
        "learn, udp, 203.0.113.5/40001, tcp, 203.0.113.5/5060",
        "learn, udp, 203.0.113.5/40001, tls, 203.0.113.5/5061",
        // a connection's own port is of no use
        "learn, tcp, 203.0.113.5/40001, tcp, 203.0.113.5/5060",
        "learn, tcp, 203.0.113.5/40001, udp, 203.0.113.5/5060",
        // it sees us as we are
        "learn, udp, 192.168.1.10/5060, udp, 192.168.1.10/5060",
        "learn, udp, 192.168.1.10/0, udp, 192.168.1.10/5060",
        "learn, tcp, 192.168.1.10/40001, tcp, 192.168.1.10/5060",
        "learn, udp, 192.168.1.10/40001, udp, 192.168.1.10/40001",
        // nonsense
        "learn, udp, 0.0.0.0/5060, udp, 192.168.1.10/5060",
        "learn, udp, 127.0.0.1/5060, udp, 192.168.1.10/5060",
        "learn, udp, 224.0.0.1/5060, udp, 192.168.1.10/5060",
        "learn, udp, pbx.example/5060, udp, 192.168.1.10/5060",
        "learn, udp, 999.0.0.1/5060, udp, 192.168.1.10/5060",
        "learn, udp, 2001:db8::1/5070, udp, 2001:db8::1/5070",
        // told
        "off, udp, 203.0.113.5/40001, udp, 192.168.1.10/5060",
        "203.0.113.9/0, udp, 203.0.113.5/40001, udp, 203.0.113.9/5060",
        "203.0.113.9/0, udp, 203.0.113.5/40001, tls, 203.0.113.9/5061",
        "203.0.113.9/5070, udp, 203.0.113.5/40001, udp, 203.0.113.9/5070",
        "203.0.113.9/5070, udp, 203.0.113.5/40001, tcp, 203.0.113.9/5070",
        "203.0.113.9/5070, udp, 203.0.113.5/40001, tls, 203.0.113.9/5061",
    })
    void whereATrunkFindsUs(String told, String over, String seen, String transport, String place) {
        OwnPlace own = OwnPlace.of(told(told), 0).seen(over, LOCAL, hostPort(seen));
        HostPort local = transport.equals("tls") ? LOCAL_TLS : LOCAL;
        assertEquals(hostPort(place), own.at(transport, local));
    }

    @Test
    void whatIsSeenLastCounts() {
        OwnPlace own =
                OwnPlace.of(PublicAddress.LEARNT, 0)
                        .seen("udp", LOCAL, new HostPort("203.0.113.5", 40001))
                        .seen("udp", LOCAL, new HostPort("203.0.113.6", 40002));
        assertEquals(new HostPort("203.0.113.6", 40002), own.at("udp", LOCAL));
        OwnPlace inside = own.seen("udp", LOCAL, LOCAL);
        assertEquals(LOCAL, inside.at("udp", LOCAL));
    }

    @Test
    void itIsToldOnceInAWhile() {
        OwnPlace own = OwnPlace.of(PublicAddress.LEARNT, 5);
        assertTrue(own.mayTell(5));
        OwnPlace told = own.toldNow(5);
        assertFalse(told.mayTell(4 + OwnPlace.REST));
        assertTrue(told.mayTell(5 + OwnPlace.REST));
    }

    @Test
    void aHouseOnLoopbackMayBeSeenThere() {
        HostPort here = new HostPort("127.0.0.1", 5060);
        OwnPlace own =
                OwnPlace.of(PublicAddress.LEARNT, 0)
                        .seen("udp", here, new HostPort("127.0.0.9", 5070));
        assertEquals(new HostPort("127.0.0.9", 5070), own.at("udp", here));
    }
}
