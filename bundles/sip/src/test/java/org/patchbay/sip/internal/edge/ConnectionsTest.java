package org.patchbay.sip.internal.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.patchbay.sip.internal.guard.GuardSettings;

class ConnectionsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration IDLE = Duration.ofSeconds(100);
    private static final Duration SLOW = Duration.ofSeconds(10);

    private long now = 1;
    private final List<String> closed = new ArrayList<>();
    private final Connections connections =
            new Connections("boot", closed::add, new GuardSettings(10, 20, 100, 50), () -> now);
    private final InetAddress stranger = address("192.0.2.1");

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private String opened() {
        assertTrue(connections.admits(stranger));
        return connections.opened(stranger, () -> {});
    }

    private void sweep(Set<String> used) {
        connections.sweep(now, IDLE, SLOW, () -> used);
    }

    @Test
    void silenceEndsThoseThatNobodyNeeds() {
        String silent = opened();
        String bound = opened();
        now += 100 * SECOND - 1;
        sweep(Set.of(bound));
        assertTrue(connections.isOpen(silent));
        now++;
        sweep(Set.of(bound));
        assertEquals(List.of(silent), closed);
        assertTrue(connections.isOpen(bound));
        assertEquals(1, connections.closedAsIdle());
    }

    @Test
    void newOnesOfOneSourceAreBoundedInTheirRate() {
        for (int i = 0; i < 1_000; i++) {
            connections.closed(opened());
        }
        assertFalse(connections.admits(stranger), "a handshake costs");
        assertTrue(connections.admits(address("192.0.2.2")), "others do not wait for it");
        now += SECOND / 20;
        assertTrue(connections.admits(stranger));
        assertFalse(connections.admits(stranger));
    }

    @Test
    void messagesKeepItAndLineEndsDoNot() {
        String talks = opened();
        String pings = opened();
        now += 99 * SECOND;
        connections.heard(talks, true, false);
        connections.heard(pings, false, false);
        now += SECOND;
        sweep(Set.of());
        assertEquals(List.of(pings), closed);
    }

    /** RFC 5626 §4.4.1: whatever it carries, the way there has broken. */
    @Test
    void oneThatIsToBeHeardEndsWithoutItsKeepAlives() {
        String pings = opened();
        String silent = opened();
        connections.mostSilent(pings, Duration.ofSeconds(50));
        connections.mostSilent(silent, Duration.ofSeconds(50));
        now += 49 * SECOND;
        connections.heard(pings, false, false);
        now += SECOND;
        sweep(Set.of(pings, silent));
        assertEquals(List.of(silent), closed);
        now += 49 * SECOND;
        sweep(Set.of(pings));
        assertEquals(List.of(silent, pings), closed);
    }

    @Test
    void bytesThatNeverMakeAMessageDoNotKeepIt() {
        String drips = opened();
        connections.heard(drips, true, true);
        for (int i = 0; i < 9; i++) {
            now += SECOND;
            connections.heard(drips, false, true);
            sweep(Set.of());
        }
        assertTrue(connections.isOpen(drips));
        now += SECOND;
        sweep(Set.of(drips));
        assertTrue(connections.isOpen(drips), "it carries a call");
        sweep(Set.of());
        assertFalse(connections.isOpen(drips));
    }

    @Test
    void theRestOfAMessageMakesItGoodAgain() {
        String late = opened();
        connections.heard(late, false, true);
        now += 9 * SECOND;
        connections.heard(late, true, true);
        now += 9 * SECOND;
        sweep(Set.of());
        assertTrue(connections.isOpen(late), "another has begun");
        connections.heard(late, true, false);
        now += 20 * SECOND;
        sweep(Set.of());
        assertTrue(connections.isOpen(late));
    }

    @Test
    void nobodyIsAskedWhileAllAreBusyAndNothingIsEndedWhereItIsSwitchedOff() {
        opened();
        connections.sweep(
                now,
                IDLE,
                SLOW,
                () -> {
                    throw new AssertionError("asked");
                });
        now += 1_000_000 * SECOND;
        connections.sweep(now, Duration.ZERO, Duration.ZERO, Set::of);
        assertEquals(1, connections.count());
    }

    @Test
    void oneSourceHasSoManyAndThoseThatEndedDoNotCount() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(opened());
        }
        assertFalse(connections.admits(stranger));
        now += 100 * SECOND;
        sweep(Set.copyOf(all.subList(1, 1_000)));
        assertEquals(List.of(all.get(0)), closed);
        assertTrue(connections.admits(stranger));
        connections.closed(all.get(0));
        assertFalse(connections.admits(stranger), "told twice, it counts once");
    }

    @Test
    void allOfAStackThatIsNoMoreAreToldOnce() {
        List<String> all = List.of(opened(), opened());
        connections.allClosed();
        connections.allClosed();
        assertEquals(Set.copyOf(all), Set.copyOf(closed));
        assertEquals(2, closed.size());
        assertEquals(0, connections.count());
    }

    private int taken(InetAddress source, int asked) {
        int count = 0;
        for (int i = 0; i < asked; i++) {
            count += connections.takes(source) ? 1 : 0;
        }
        return count;
    }

    @Test
    void eachSourceHasItsRateWhateverItsConnections() {
        opened();
        assertEquals(20, taken(stranger, 30));
        opened();
        assertEquals(0, taken(stranger, 5), "another connection gives no more");
        assertEquals(15, connections.tooFast());
        assertEquals(20, taken(address("192.0.2.2"), 20), "others have their own");
        assertEquals(50, taken(address("127.0.0.1"), 50));
        now += SECOND;
        assertEquals(10, taken(stranger, 30));
        assertEquals(35, connections.tooFast());
    }
}
