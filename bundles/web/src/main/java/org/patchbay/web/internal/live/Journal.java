package org.patchbay.web.internal.live;

import java.util.Optional;

/**
 * The last events, written once for everybody who watches. Each watcher has a place in it and
 * nothing of its own that could grow: who falls behind its beginning has lost some. Any thread may
 * call.
 */
final class Journal {
    private final String[] ring;
    private String boot = "";

    /** Number of the next event; 0 before the first. */
    private long next;

    private long first;

    Journal(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a journal of " + size);
        }
        ring = new String[size];
    }

    /** Another boot, or a gap, begins it anew. */
    synchronized void add(String bootId, long number, String text) {
        if (!bootId.equals(boot) || number != next) {
            boot = bootId;
            first = number;
        }
        ring[(int) (number % ring.length)] = text;
        next = number + 1;
        first = Math.max(first, next - ring.length);
    }

    /** Some were lost: whoever waits for those must look anew. */
    synchronized void forget() {
        boot = "";
        next = 0;
        first = 0;
    }

    /**
     * @param text empty where that event has not come yet
     * @param lost it will never come
     */
    record Entry(Optional<String> text, boolean lost) {}

    synchronized Entry at(String bootId, long number) {
        if (next == 0) {
            return new Entry(Optional.empty(), false);
        }
        if (!bootId.equals(boot) || number < first) {
            return new Entry(Optional.empty(), true);
        }
        return new Entry(
                number < next ? Optional.of(ring[(int) (number % ring.length)]) : Optional.empty(),
                false);
    }

    /** Whether somebody who has that event can be told all that came after it. */
    synchronized boolean goesOnAfter(String bootId, long number) {
        return bootId.equals(boot) && number + 1 >= first && number < next;
    }
}
