package org.patchbay.media.internal.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * Spreads tickers over the 20 ms of a period, in {@value #SLOTS} slots of one millisecond, so that
 * not all mixes want the processor at the same moment, and few of them right after each other: the
 * tick of a room may take longer than its slot. Deadlines are absolute: they follow from the epoch
 * and never drift. Pure; owned by one loop.
 */
final class TickWheel {
    static final int SLOTS = 20;
    static final long SLOT_NANOS = 1_000_000L;
    static final long PERIOD_NANOS = SLOTS * SLOT_NANOS;

    /** What is later than this is skipped and not made up for: three periods. */
    static final long SKIP_AFTER_NANOS = 3 * PERIOD_NANOS;

    /** No ticker for so long means that there is nothing to wait for. */
    static final long IDLE = Long.MAX_VALUE;

    /** Slots in the order in which they fill: each is far from those before it. */
    private static final int[] ORDER = {
        0, 10, 5, 15, 2, 12, 7, 17, 3, 13, 8, 18, 1, 11, 6, 16, 4, 14, 9, 19
    };

    private final List<List<Ticker>> slots = new ArrayList<>();
    private final long epochNanos;

    /** The next slot to run, counted from the epoch. */
    private long position;

    private int tickers;
    private long skipped;

    TickWheel(long epochNanos) {
        this.epochNanos = epochNanos;
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>());
        }
    }

    void add(Ticker ticker, long nowNanos) {
        if (tickers == 0) {
            position = Math.max(position, (nowNanos - epochNanos) / SLOT_NANOS + 1);
        }
        lightest().add(ticker);
        tickers++;
    }

    private List<Ticker> lightest() {
        List<Ticker> best = null;
        int least = Integer.MAX_VALUE;
        for (int index : ORDER) {
            List<Ticker> slot = slots.get(index);
            int weight = weight(slot);
            if (weight < least) {
                least = weight;
                best = slot;
            }
        }
        return best;
    }

    private static int weight(List<Ticker> slot) {
        int sum = 0;
        for (int i = 0; i < slot.size(); i++) {
            sum += slot.get(i).weight();
        }
        return sum;
    }

    void remove(Ticker ticker) {
        for (List<Ticker> slot : slots) {
            if (slot.remove(ticker)) {
                tickers--;
                return;
            }
        }
    }

    int tickers() {
        return tickers;
    }

    /** Periods that were skipped after stalls. */
    long skipped() {
        return skipped;
    }

    /** When the next ticker is due; {@link #IDLE} where there is none. */
    long deadlineNanos() {
        if (tickers == 0) {
            return IDLE;
        }
        while (slots.get((int) (position % SLOTS)).isEmpty()) {
            position++;
        }
        return epochNanos + position * SLOT_NANOS;
    }

    /**
     * After a stall: leaves out whole periods, so that what is due does not burst.
     *
     * @return how many
     */
    long skip(long nowNanos) {
        long late = nowNanos - deadlineNanos();
        if (tickers == 0 || late <= SKIP_AFTER_NANOS) {
            return 0;
        }
        long periods = late / PERIOD_NANOS;
        position += periods * SLOTS;
        skipped += periods;
        return periods;
    }

    /** In how many slots of a period there is anything to run. */
    int slotsInUse() {
        int used = 0;
        for (List<Ticker> slot : slots) {
            used += slot.isEmpty() ? 0 : 1;
        }
        return used;
    }

    /** The tickers of the slot that is due; {@link #advance} goes on to the next one. */
    List<Ticker> due() {
        return slots.get((int) (position % SLOTS));
    }

    long tickNumber() {
        return position / SLOTS;
    }

    void advance() {
        position++;
    }
}
