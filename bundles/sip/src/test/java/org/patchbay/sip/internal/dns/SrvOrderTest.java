package org.patchbay.sip.internal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.patchbay.sip.internal.dns.Records.Srv;

class SrvOrderTest {
    private static Srv srv(int priority, int weight, String target) {
        return new Srv(priority, weight, 5060, target);
    }

    @Test
    void lowerPrioritiesGoFirstWhateverTheirWeight() {
        List<Srv> order =
                SrvOrder.of(
                        List.of(srv(20, 100, "c"), srv(10, 0, "a"), srv(15, 1, "b")), () -> 0.99);
        assertEquals(List.of("a", "b", "c"), order.stream().map(Srv::target).toList());
    }

    @Test
    void amongEqualsWeightsSayHowOften() {
        Random random = new Random(42);
        Map<String, Integer> firsts = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            List<Srv> order =
                    SrvOrder.of(
                            List.of(srv(1, 10, "a"), srv(1, 30, "b"), srv(1, 60, "c")),
                            random::nextDouble);
            firsts.merge(order.get(0).target(), 1, Integer::sum);
            assertEquals(3, order.size());
        }
        assertEquals(0.1, firsts.get("a") / 10_000.0, 0.02);
        assertEquals(0.3, firsts.get("b") / 10_000.0, 0.02);
        assertEquals(0.6, firsts.get("c") / 10_000.0, 0.02);
    }

    @Test
    void weightZeroHasASmallChance() {
        Random random = new Random(1);
        int firsts = 0;
        for (int i = 0; i < 10_000; i++) {
            List<Srv> order =
                    SrvOrder.of(List.of(srv(1, 99, "big"), srv(1, 0, "zero")), random::nextDouble);
            firsts += order.get(0).target().equals("zero") ? 1 : 0;
        }
        assertTrue(firsts > 20 && firsts < 300, "" + firsts);
    }

    @Test
    void allWithoutWeightAreTriedInSomeOrder() {
        assertEquals(2, SrvOrder.of(List.of(srv(1, 0, "a"), srv(1, 0, "b")), () -> 0.999).size());
        assertEquals(List.of(), SrvOrder.of(List.of(), () -> 0));
    }
}
