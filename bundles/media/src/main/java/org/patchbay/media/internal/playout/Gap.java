package org.patchbay.media.internal.playout;

import org.patchbay.media.api.AudioDecoder;
import org.patchbay.media.internal.conceal.Concealer;
import org.patchbay.media.internal.resample.Resampler;

/**
 * Makes up what is missing, by the decoder's own means where it has any, for {@value
 * Concealer#FADED_MS} ms at the most. Owned by one media loop.
 */
final class Gap {
    /** Opus says by so short a packet that nothing follows for a while (RFC 7587 §3.1.3, DTX). */
    static final int PAUSE_BYTES = 2;

    /** What a decoder made up is left as it is for so long, then faded. */
    private static final int FULL_MS = 40;

    private final int rateHz;
    private final int longest;
    private final Concealer concealer;

    /** Null while the last packet's cannot make up what would fit. */
    private AudioDecoder decoder;

    private boolean own;
    private boolean pause;

    /** Samples made up since the last real one. */
    private int madeUp;

    Gap(int rateHz) {
        this.rateHz = rateHz;
        this.longest = rateHz / 1000 * Concealer.FADED_MS;
        this.concealer = new Concealer(rateHz);
    }

    /** Whose packet was the last; null where that decoder is gone or has another rate. */
    void decoder(AudioDecoder last) {
        if (decoder != last) {
            decoder = last;
            own = false;
        }
    }

    /** Whether the last packet announced a pause. */
    void pause(boolean announced) {
        pause = announced;
    }

    /** Real samples again: smooths the seam, in place, and remembers them. */
    void real(float[] samples, int offset, int count) {
        if (madeUp > 0 && !own) {
            concealer.resume(samples, offset, count);
        } else {
            concealer.good(samples, offset, count);
        }
        madeUp = 0;
    }

    /**
     * @return samples written; 0 where it has lasted so long that only silence is left
     */
    int makeUp(float[] out, int offset, int wanted) {
        int count = Math.min(wanted, longest - madeUp);
        if (count <= 0 || pause) {
            return 0;
        }
        int n = decoder == null || madeUp > 0 && !own ? 0 : decoder.conceal(out, offset, count);
        own = n > 0;
        if (own) {
            n = Math.min(n, count);
            fade(out, offset, n);
        } else {
            concealer.conceal(out, offset, count);
            n = count;
        }
        madeUp += n;
        return n;
    }

    private void fade(float[] out, int offset, int count) {
        int full = rateHz / 1000 * FULL_MS;
        for (int i = 0; i < count; i++) {
            int after = madeUp + i - full;
            if (after > 0) {
                out[offset + i] *= Math.max(0, 1 - after / (float) (longest - full));
            }
        }
    }

    /** Silence from now on; what comes next begins anew. */
    void over() {
        pause = false;
    }

    /** Goes on where another one is, at another rate. */
    void takeOver(Gap before, Resampler resampler) {
        concealer.takeOver(before.concealer, resampler);
        madeUp = (int) ((long) before.madeUp * rateHz / before.rateHz);
        pause = before.pause;
        decoder(null);
    }

    /** See {@link Concealer#leadIn}. */
    void leadIn(int but, Resampler resampler, float[] out) {
        concealer.leadIn(but, resampler, out);
    }

    void reset() {
        madeUp = 0;
        pause = false;
        concealer.reset();
    }

    /** Ends audio that stops in the middle of a frame without a click. */
    static void fadeOut(float[] samples, int offset, int count, int rateHz) {
        int fade = Math.min(count, rateHz / 400);
        for (int i = 0; i < fade; i++) {
            samples[offset + count - 1 - i] *= (i + 0.5f) / fade;
        }
    }
}
