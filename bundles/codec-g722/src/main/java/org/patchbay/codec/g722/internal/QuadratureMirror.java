package org.patchbay.codec.g722.internal;

/**
 * The 24-tap quadrature mirror filter (ITU-T G.722 §3.1, §4.4), as its two polyphase halves. Both
 * halves keep their last samples twice, so that a run of {@value #TAPS} never wraps.
 */
final class QuadratureMirror {
    private static final int TAPS = 12;

    /** Every other tap; the rest are the same backwards. */
    private static final int[] COEFFICIENTS = {
        3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11
    };

    private final int[] evens = new int[2 * TAPS];
    private final int[] odds = new int[2 * TAPS];
    private int at;

    void push(int even, int odd) {
        evens[at] = even;
        evens[at + TAPS] = even;
        odds[at] = odd;
        odds[at + TAPS] = odd;
        at = at == TAPS - 1 ? 0 : at + 1;
    }

    /** The first half over the even samples, oldest first. */
    int even() {
        int sum = 0;
        for (int i = 0; i < TAPS; i++) {
            sum += evens[at + i] * COEFFICIENTS[i];
        }
        return sum;
    }

    int odd() {
        int sum = 0;
        for (int i = 0; i < TAPS; i++) {
            sum += odds[at + i] * COEFFICIENTS[TAPS - 1 - i];
        }
        return sum;
    }
}
