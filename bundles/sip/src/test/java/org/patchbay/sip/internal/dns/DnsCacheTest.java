package org.patchbay.sip.internal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DnsCacheTest {
    private final DnsCache cache = new DnsCache(3);

    private static DnsCache.Key key(String name) {
        return new DnsCache.Key(1, name);
    }

    @Test
    void itHoldsNoMoreThanItMay() {
        for (int i = 0; i < 100; i++) {
            cache.put(key("n" + i), List.of("a"), 60, 0);
            cache.get(key("n0"), 0);
        }
        assertEquals(3, cache.size());
        assertTrue(cache.get(key("n0"), 0).isPresent(), "what is used stays");
        assertTrue(cache.get(key("n50"), 0).isEmpty());
    }

    @Test
    void noTimeIsNoTime() {
        cache.put(key("n"), List.of("a"), 0, 0);
        assertEquals(Optional.empty(), cache.get(key("n"), 0));
    }

    @Test
    void nothingIsKeptLongerThanADay() {
        cache.put(key("n"), List.of("a"), Long.MAX_VALUE, 0);
        long day = Duration.ofDays(1).toNanos();
        assertTrue(cache.get(key("n"), day - 1).isPresent());
        assertTrue(cache.get(key("n"), day).isEmpty());
    }

    @Test
    void kindsAreApart() {
        cache.put(new DnsCache.Key(1, "n"), List.of("a"), 60, 0);
        assertTrue(cache.get(new DnsCache.Key(28, "n"), 0).isEmpty());
    }
}
