package org.patchbay.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossyNetworkTest {
    private static final long MS = 1_000_000;

    private static List<Integer> arrivals(LossyNetwork<Integer> net, int packets) {
        List<Integer> got = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            net.send(i, i * 20 * MS);
            net.deliver(i * 20 * MS, (p, at) -> got.add(p));
        }
        net.deliver(Long.MAX_VALUE, (p, at) -> got.add(p));
        return got;
    }

    @Test
    void aGoodOneGivesEverythingInOrder() {
        List<Integer> got = arrivals(new LossyNetwork<>(1), 100);
        assertEquals(100, got.size());
        assertEquals(got.stream().sorted().toList(), got);
    }

    @Test
    void losesTheShareThatItShould() {
        assertEquals(19_000, arrivals(new LossyNetwork<Integer>(1).loss(0.05), 20_000).size(), 150);
        assertEquals(
                19_000, arrivals(new LossyNetwork<Integer>(2).loss(0.05, 3), 20_000).size(), 250);
    }

    @Test
    void theSameSeedLosesTheSame() {
        List<Integer> a = arrivals(new LossyNetwork<Integer>(7).loss(0.2), 100);
        assertEquals(a, arrivals(new LossyNetwork<Integer>(7).loss(0.2), 100));
        assertNotEquals(a, arrivals(new LossyNetwork<Integer>(8).loss(0.2), 100));
    }

    @Test
    void reordersAndDuplicates() {
        List<Integer> got =
                arrivals(
                        new LossyNetwork<Integer>(1)
                                .reorder(0.1, Duration.ofMillis(45))
                                .duplicates(0.1),
                        1000);
        assertEquals(1100, got.size(), 40);
        assertNotEquals(got.stream().sorted().toList(), got);
    }

    @Test
    void jitterOfAQueueKeepsTheOrder() {
        LossyNetwork<Integer> net =
                new LossyNetwork<Integer>(1).jitter(Duration.ofMillis(60)).ordered(true);
        List<Integer> got = arrivals(net, 1000);
        assertEquals(got.stream().sorted().toList(), got);
        assertTrue(net.sent() == 1000 && net.lost() == 0);
    }
}
