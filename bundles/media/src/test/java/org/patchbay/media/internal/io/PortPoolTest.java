package org.patchbay.media.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPoolTest {
    @Test
    void everyPairOnceAndEven() {
        PortPool pool = new PortPool(20_001, 20_020);
        assertEquals(9, pool.pairs(), "20002/20003 to 20018/20019; 20020 has no partner");
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 9; i++) {
            int port = pool.take().orElseThrow();
            assertEquals(0, port % 2);
            assertTrue(port >= 20_002 && port + 1 <= 20_020);
            assertTrue(seen.add(port));
        }
        assertTrue(pool.take().isEmpty());
        assertEquals(0, pool.freePairs());
    }

    @Test
    void aFreedPairRestsAsLongAsOthersAreFree() {
        PortPool pool = new PortPool(20_000, 20_019);
        int first = pool.take().orElseThrow();
        pool.giveBack(first);
        for (int i = 0; i < 9; i++) {
            assertTrue(pool.take().orElseThrow() != first);
        }
        assertEquals(first, pool.take().orElseThrow());
    }

    @Test
    void refusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> new PortPool(0, 10));
        assertThrows(IllegalArgumentException.class, () -> new PortPool(20_000, 70_000));
        assertThrows(IllegalArgumentException.class, () -> new PortPool(20, 10));
    }
}
