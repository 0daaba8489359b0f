package org.patchbay.media.internal.io;

import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The pairs of UDP ports for media: RTP on the even one, RTCP on the next (RFC 3550 §11). Pairs are
 * taken from a queue that begins anywhere and come back at its end, so that a freed pair rests as
 * long as the range allows before late packets of its last session can meet another one. Any
 * thread.
 */
public final class PortPool {
    private final Queue<Integer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger freePairs = new AtomicInteger();
    private final int pairs;

    /**
     * @param min lowest port that may be used
     * @param max highest port that may be used
     */
    public PortPool(int min, int max) {
        if (min < 1 || max > 65535 || min > max) {
            throw new IllegalArgumentException("ports " + min + "-" + max);
        }
        int first = min + (min & 1);
        pairs = Math.max(0, (max - first + 1) / 2);
        int start = pairs == 0 ? 0 : ThreadLocalRandom.current().nextInt(pairs);
        for (int i = 0; i < pairs; i++) {
            free.add(first + (start + i) % pairs * 2);
        }
        freePairs.set(pairs);
    }

    /** The RTP port of a pair, now in use; empty where all are. */
    public OptionalInt take() {
        Integer port = free.poll();
        if (port == null) {
            return OptionalInt.empty();
        }
        freePairs.decrementAndGet();
        return OptionalInt.of(port);
    }

    public void giveBack(int rtpPort) {
        free.add(rtpPort);
        freePairs.incrementAndGet();
    }

    public int pairs() {
        return pairs;
    }

    public int freePairs() {
        return freePairs.get();
    }
}
