package org.patchbay.sip.internal.guard;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each source address, in a table of bounded size that forgets whom it has not
 * seen for the longest time. Any thread may call.
 */
public final class SourceRates {
    static final int MAX_SOURCES = 16_384;

    private final GuardSettings settings;
    private final Map<Long, Bucket> buckets;

    public SourceRates(GuardSettings settings) {
        this.settings = settings;
        this.buckets =
                new LinkedHashMap<>(256, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Long, Bucket> eldest) {
                        return size() > MAX_SOURCES;
                    }
                };
    }

    /** Whether one more message of that source fits at that time. */
    public synchronized boolean allows(InetAddress source, long nowNanos) {
        Bucket bucket = buckets.get(key(source));
        if (bucket == null) {
            bucket =
                    source.isLoopbackAddress()
                            ? new Bucket(settings.loopbackRatePerS(), settings.loopbackBurst())
                            : new Bucket(settings.ratePerS(), settings.burst());
            bucket.lastNanos = nowNanos;
            buckets.put(key(source), bucket);
        }
        return bucket.take(nowNanos);
    }

    synchronized int size() {
        return buckets.size();
    }

    /** An IPv4 address, or the first half of an IPv6 one: who has one of those has them all. */
    static long key(InetAddress source) {
        byte[] octets = source.getAddress();
        long key = octets.length == 4 ? 0xFFFFL : 0;
        for (int i = 0; i < Math.min(8, octets.length); i++) {
            key = key << 8 | octets[i] & 0xFF;
        }
        return key;
    }

    private static final class Bucket {
        private final double perNano;
        private final double burst;
        private double tokens;
        private long lastNanos;

        Bucket(int ratePerS, int burst) {
            this.perNano = ratePerS / 1e9;
            this.burst = burst;
            this.tokens = burst;
        }

        boolean take(long nowNanos) {
            tokens = Math.min(burst, tokens + Math.max(0, nowNanos - lastNanos) * perNano);
            lastNanos = nowNanos;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
