package org.patchbay.web.internal.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutletTest {
    private final ArrayDeque<String> queue = new ArrayDeque<>();
    private final FakeSession far = new FakeSession();
    private long nowMs = 1000;
    private final Outlet outlet =
            new Outlet(far.session(), () -> Optional.ofNullable(queue.poll()), () -> nowMs);

    @Test
    void one_text_waits_for_the_other() {
        queue.addAll(List.of("a", "b"));
        outlet.pump();
        outlet.pump();
        assertEquals(List.of("text a"), far.told);
        far.take();
        assertEquals(List.of("text a", "text b"), far.told);
    }

    @Test
    void it_is_stuck_once_a_text_is_not_taken_for_long() {
        assertFalse(outlet.isStuck(1_000_000, 20_000), "nothing was said");
        queue.addAll(List.of("a", "b"));
        outlet.pump();
        assertFalse(outlet.isStuck(21_000, 20_000));
        assertTrue(outlet.isStuck(21_001, 20_000));
        nowMs = 15_000;
        far.take();
        assertFalse(outlet.isStuck(35_000, 20_000), "each text has its own time");
        assertTrue(outlet.isStuck(35_001, 20_000));
        far.take();
        assertFalse(outlet.isStuck(1_000_000, 20_000), "all is taken");
    }
}
