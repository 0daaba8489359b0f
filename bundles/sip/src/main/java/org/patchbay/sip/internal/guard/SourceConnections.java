package org.patchbay.sip.internal.guard;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * How many connections are open, in all and from each source. Any thread may call; each {@link
 * #open} that said yes is followed by one {@link #close}.
 */
public final class SourceConnections {
    private final int max;
    private final int maxOfSource;
    private final Map<Long, Integer> bySource = new HashMap<>();
    private int total;

    /**
     * @param maxOfSource for one IPv4 address or IPv6 /64; loopback is bounded by {@code max} alone
     */
    public SourceConnections(int max, int maxOfSource) {
        this.max = max;
        this.maxOfSource = maxOfSource;
    }

    /** False where one more is too many: then close it and forget it. */
    public synchronized boolean open(InetAddress source) {
        long key = SourceRates.key(source);
        int before = bySource.getOrDefault(key, 0);
        if (total >= max || before >= maxOfSource && !source.isLoopbackAddress()) {
            return false;
        }
        bySource.put(key, before + 1);
        total++;
        return true;
    }

    public synchronized void close(InetAddress source) {
        Integer before = bySource.get(SourceRates.key(source));
        if (before == null) {
            return;
        }
        total--;
        if (before == 1) {
            bySource.remove(SourceRates.key(source));
        } else {
            bySource.put(SourceRates.key(source), before - 1);
        }
    }

    public synchronized int total() {
        return total;
    }
}
