package org.patchbay.media.internal.playout;

/**
 * Whether it pays to keep one more packet back, so that a lost one can be recovered from the one
 * after it: where packets are being lost, and the decoder has not shown that there is nothing to
 * recover. Owned by one media loop.
 */
final class Redundancy {
    /** From so much loss on it is worthwhile, and stays so until there is a quarter of it. */
    private static final double WORTHWHILE_LOSS = 0.01;

    private static final double OVER_LOSS = WORTHWHILE_LOSS / 4;

    /** Share of the newest packet in the loss: an average over about five seconds. */
    private static final double NEWEST = 1 / 256.0;

    /** After so many losses it is tried again: senders switch it on when they hear of losses. */
    private static final int TRY_AGAIN = 64;

    private double loss;
    private boolean lossy;
    private boolean useless;
    private int losses;

    /** Notes how many packets were missing before one that is played. */
    void played(int missing) {
        loss += NEWEST * ((missing > 0 ? 1 : 0) - loss);
        lossy = loss > (lossy ? OVER_LOSS : WORTHWHILE_LOSS);
        if (missing > 0 && ++losses >= TRY_AGAIN) {
            losses = 0;
            useless = false;
        }
    }

    /** Notes whether a decoder that was asked to recover could. */
    void tried(boolean recovered) {
        useless = !recovered;
        losses = 0;
    }

    boolean worthwhile() {
        return !useless && lossy;
    }

    /** For a new decoder. */
    void reset() {
        useless = false;
        losses = 0;
    }
}
