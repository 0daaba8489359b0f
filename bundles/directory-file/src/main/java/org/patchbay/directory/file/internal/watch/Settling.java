package org.patchbay.directory.file.internal.watch;

/**
 * Waits until a changed file rests: somebody who writes it in pieces must not be read in between.
 * Pure.
 *
 * @param known what was read last
 * @param seen what was seen last
 * @param seenSinceNanos when {@code seen} was first seen, of {@link System#nanoTime}
 */
record Settling(Fingerprint known, Fingerprint seen, long seenSinceNanos) {
    /** How long it must rest. */
    static final long REST_NANOS = 200_000_000L;

    /** How often we look although nobody told us of a change: network mounts tell nothing. */
    static final long SLOW_POLL_NANOS = 2_000_000_000L;

    static Settling on(Fingerprint known, long nowNanos) {
        return new Settling(known, known, nowNanos);
    }

    /**
     * @param waitNanos until the next look; 0 where the file rests and is to be read now
     */
    record Step(Settling next, long waitNanos) {
        boolean read() {
            return waitNanos == 0;
        }
    }

    Step look(Fingerprint now, long nowNanos) {
        if (!now.equals(seen)) {
            return new Step(new Settling(known, now, nowNanos), REST_NANOS);
        }
        if (now.equals(known)) {
            return new Step(this, SLOW_POLL_NANOS);
        }
        long left = REST_NANOS - (nowNanos - seenSinceNanos);
        return left > 0 ? new Step(this, left) : new Step(on(now, nowNanos), 0);
    }
}
