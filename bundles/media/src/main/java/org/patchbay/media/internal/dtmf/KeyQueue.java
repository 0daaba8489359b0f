package org.patchbay.media.internal.dtmf;

/** Keys that wait for each other, each with its length. Owned by one media loop. */
public final class KeyQueue {
    /** Keys that may wait; more are refused. */
    public static final int CAPACITY = 64;

    /** Shorter presses are not recognised everywhere (ITU-T Q.24: 40 ms at the least). */
    public static final int SHORTEST_MS = 40;

    public static final int LONGEST_MS = 10_000;

    static final int TICK_MS = 20;
    private static final int LONGEST_BACKLOG_MS = 2000;

    private final int shortestMs;
    private final int afterTicks;
    private final char[] keys = new char[CAPACITY];
    private final int[] ticks = new int[CAPACITY];
    private int first;
    private int waiting;
    private char key;
    private int keyTicks;

    /**
     * @param afterTicks what a key takes when it is released, the pause among it
     */
    KeyQueue(int shortestMs, int afterTicks) {
        this.shortestMs = shortestMs;
        this.afterTicks = afterTicks;
    }

    /**
     * Lets a key be pressed after those before it.
     *
     * @param durationMs taken as the shortest … {@value #LONGEST_MS}, in steps of 20
     * @return false where the key is none of {@code 0–9 * # A–D}, or too many wait
     */
    boolean press(char pressed, int durationMs) {
        if (TelephoneEvent.code(pressed) < 0 || waiting == CAPACITY) {
            return false;
        }
        int ms = Math.min(LONGEST_MS, Math.max(shortestMs, durationMs));
        int slot = (first + waiting) % CAPACITY;
        keys[slot] = pressed;
        ticks[slot] = (ms + TICK_MS / 2) / TICK_MS;
        waiting++;
        return true;
    }

    /**
     * Passes a key on that somebody else's peer says to have pressed: as long as it says, but what
     * waits is never more than {@value #LONGEST_BACKLOG_MS} ms of keys in place of audio.
     *
     * @param ticksLeft of the one that is under way
     * @return false where there is no room any more, or the key is none
     */
    boolean passOn(char pressed, int durationMs, int ticksLeft) {
        int left = ticksLeft;
        for (int i = 0; i < waiting; i++) {
            left += ticks[(first + i) % CAPACITY] + afterTicks;
        }
        int room = LONGEST_BACKLOG_MS - (left + afterTicks) * TICK_MS;
        return room >= shortestMs && press(pressed, Math.min(durationMs, room));
    }

    boolean isEmpty() {
        return waiting == 0;
    }

    /** Takes the next one; false where there is none. */
    boolean take() {
        if (waiting == 0) {
            return false;
        }
        key = keys[first];
        keyTicks = ticks[first];
        first = (first + 1) % CAPACITY;
        waiting--;
        return true;
    }

    /** What {@link #take} took last. */
    char key() {
        return key;
    }

    /** How long that one is. */
    int ticks() {
        return keyTicks;
    }

    void clear() {
        waiting = 0;
    }
}
