package org.patchbay.sip.internal.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SourceLimitsTest {
    private static final long SECOND = 1_000_000_000L;
    private final SourceRates rates = new SourceRates(new GuardSettings(10, 20, 1000, 50));

    private static InetAddress ip(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private int allowed(String source, int asked, long nowNanos) {
        int count = 0;
        for (int i = 0; i < asked; i++) {
            count += rates.allows(ip(source), nowNanos) ? 1 : 0;
        }
        return count;
    }

    @Test
    void eachSourceHasItsBurstAndItsRate() {
        assertEquals(20, allowed("192.0.2.1", 100, 0));
        assertEquals(20, allowed("192.0.2.2", 100, 0));
        assertEquals(10, allowed("192.0.2.1", 100, SECOND));
        assertEquals(20, allowed("192.0.2.1", 100, 60 * SECOND));
        assertEquals(0, allowed("192.0.2.1", 100, 59 * SECOND), "time that goes back gives none");
        assertEquals(50, allowed("127.0.0.1", 100, 0));
    }

    @Test
    void oneNetworkIsOneSourceInIpv6() {
        assertEquals(20, allowed("2001:db8::1", 100, 0));
        assertEquals(0, allowed("2001:db8::2:3", 100, 0));
        assertEquals(20, allowed("2001:db8:0:1::1", 100, 0));
    }

    @Test
    void theTableIsBoundedAndKeepsTheBusy() {
        assertEquals(20, allowed("192.0.2.1", 30, 0));
        for (int i = 0; i < 20_000; i++) {
            rates.allows(ip("10.0." + i / 250 + "." + i % 250), 0);
            assertFalse(rates.allows(ip("192.0.2.1"), 0));
        }
        assertEquals(SourceRates.MAX_SOURCES, rates.size());
    }

    @Test
    void connectionsAreBoundedBySourceAndInAll() {
        SourceConnections connections = new SourceConnections(5, 2);
        assertTrue(connections.open(ip("192.0.2.1")));
        assertTrue(connections.open(ip("192.0.2.1")));
        assertFalse(connections.open(ip("192.0.2.1")));
        assertTrue(connections.open(ip("192.0.2.2")));
        connections.close(ip("192.0.2.1"));
        assertTrue(connections.open(ip("192.0.2.1")));
        assertTrue(connections.open(ip("127.0.0.1")));
        assertTrue(connections.open(ip("127.0.0.1")));
        assertFalse(connections.open(ip("127.0.0.1")), "all together");
        assertEquals(5, connections.total());
        connections.close(ip("192.0.2.77"));
        assertEquals(5, connections.total());
    }

    @Test
    void settingsTravelAsPropertiesOfTheStack() {
        Properties stack = new Properties();
        assertEquals(GuardSettings.DEFAULT, GuardSettings.of(stack));
        GuardSettings own = new GuardSettings(1, 2, 3, 4);
        own.putInto(stack);
        assertEquals(own, GuardSettings.of(stack));
    }
}
