package org.patchbay.media.internal.loop;

import java.util.ArrayList;
import java.util.List;

/** The loops of the engine: one for each core unless told otherwise. */
public final class MediaLoops implements AutoCloseable {
    private final List<MediaLoop> loops;

    /**
     * @param count 0 for one for each core
     * @param realTime whether to ask for a priority before everything else
     */
    public MediaLoops(int count, boolean realTime) {
        int n = count > 0 ? count : Runtime.getRuntime().availableProcessors();
        List<MediaLoop> made = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            made.add(new MediaLoop("media-" + i));
        }
        loops = List.copyOf(made);
        if (realTime) {
            RealTime asked = new RealTime();
            loops.forEach(loop -> loop.start(asked));
        } else {
            loops.forEach(MediaLoop::start);
        }
    }

    private MediaLoops(List<MediaLoop> loops) {
        this.loops = loops;
    }

    /** Loops that the caller runs himself. */
    public static MediaLoops of(MediaLoop... driven) {
        return new MediaLoops(List.of(driven));
    }

    public List<MediaLoop> all() {
        return loops;
    }

    /** The one with the fewest sessions, then mixes: for what is new. */
    public MediaLoop emptiest() {
        MediaLoop best = loops.get(0);
        for (MediaLoop loop : loops) {
            if (load(loop) < load(best)) {
                best = loop;
            }
        }
        return best;
    }

    private static int load(MediaLoop loop) {
        return loop.sessions().get() + 2 * loop.mixes().get();
    }

    @Override
    public void close() {
        for (MediaLoop loop : loops) {
            try {
                loop.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
