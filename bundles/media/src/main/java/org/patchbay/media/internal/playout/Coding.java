package org.patchbay.media.internal.playout;

import org.patchbay.media.api.AudioDecoder;

/**
 * How packets of one coding of a stream become audio. The decoder is what tells two apart: it knows
 * what came before.
 *
 * @param clockRateHz of the RTP timestamps
 * @param audioRateHz of what the decoder gives
 */
public record Coding(AudioDecoder decoder, int clockRateHz, int audioRateHz) {
    public Coding {
        if (audioRateHz < 8000 || audioRateHz > 48_000) {
            throw new IllegalArgumentException("audio rate " + audioRateHz);
        }
    }

    /** So many samples at that rate are that long. */
    int samples(int units, int rateHz) {
        return (int) ((long) units * rateHz / clockRateHz);
    }

    /** So long, in units of the clock, are samples at that rate. */
    int units(int samples, int rateHz) {
        return (int) ((long) samples * clockRateHz / rateHz);
    }

    boolean is(Coding other) {
        return decoder == other.decoder;
    }
}
