package org.patchbay.media.internal.loop;

/** Something that a {@link MediaLoop} runs every 20 ms. */
@FunctionalInterface
public interface Ticker {
    /**
     * @param tick number of this period since the loop began; jumps where periods were skipped
     * @param nowNanos when the loop began with the ticks of this moment
     */
    void tick(long tick, long nowNanos);

    /** How much it has to do, beside others: about how many voices it codes. On its loop. */
    default int weight() {
        return 1;
    }
}
