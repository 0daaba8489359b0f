package org.patchbay.media.api;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The engine's state for the console and for tests. */
public record MediaEngineSnapshot(
        int sessions, int mixes, int portPairsInUse, int portPairsFree, List<Loop> loops) {
    public MediaEngineSnapshot {
        loops = List.copyOf(loops);
    }

    /**
     * One media loop.
     *
     * @param busy share of the last second that it worked, 0…1
     * @param lateness how late its ticks began
     */
    public record Loop(String name, int sessions, int mixes, double busy, Lateness lateness) {}

    /**
     * How late ticks began, in microseconds; ticks that were left out after a stall count as well.
     * Figures are upper ends of steps of a sixteenth.
     *
     * @param p50Us of the last minute, as {@code p99Us} and {@code maxUs}
     * @param ticks how many ticks there were since the loop began, by how late they began: only
     *     grows, so that the difference of two readings is what happened between them
     */
    public record Lateness(long p50Us, long p99Us, long maxUs, SortedMap<Long, Long> ticks) {
        public Lateness {
            ticks = Collections.unmodifiableSortedMap(new TreeMap<>(ticks));
        }

        public long tickCount() {
            return ticks.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
