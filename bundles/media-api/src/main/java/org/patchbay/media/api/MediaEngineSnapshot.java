package org.patchbay.media.api;

import java.util.List;

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
     * @param latenessP99Us how late ticks began, 99th percentile of the last ones, in microseconds
     */
    public record Loop(String name, int sessions, int mixes, double busy, long latenessP99Us) {}
}
