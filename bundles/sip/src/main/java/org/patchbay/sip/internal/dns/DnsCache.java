package org.patchbay.sip.internal.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers for as long as they are good, a bounded number of them. Pure: time comes with each call,
 * in nanoseconds of one monotonic clock. Not for several threads.
 */
final class DnsCache {
    private static final long LONGEST_S = 86_400;

    private final int most;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    record Key(int type, String name) {}

    private record Entry(List<?> values, long until) {}

    DnsCache(int most) {
        this.most = most;
    }

    /** What was put there under that type. */
    @SuppressWarnings("unchecked")
    <T> Optional<List<T>> get(Key key, long now) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (now - entry.until() >= 0) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of((List<T>) entry.values());
    }

    void put(Key key, List<?> values, long ttlS, long now) {
        long seconds = Math.max(0, Math.min(ttlS, LONGEST_S));
        entries.put(
                key, new Entry(List.copyOf(values), now + Duration.ofSeconds(seconds).toNanos()));
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    int size() {
        return entries.size();
    }
}
