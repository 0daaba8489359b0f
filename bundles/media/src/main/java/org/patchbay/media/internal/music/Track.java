package org.patchbay.media.internal.music;

/** A piece of music in memory, from which everybody who waits is played. Immutable. */
final class Track {
    /** Enough for what is made for ears at a telephone. */
    static final int RATE_HZ = 16_000;

    private final short[] samples;

    Track(float[] from) {
        samples = new short[from.length];
        for (int i = 0; i < from.length; i++) {
            samples[i] = (short) Math.round(Math.max(-1, Math.min(1, from[i])) * 32_767);
        }
    }

    int length() {
        return samples.length;
    }

    void copy(int from, float[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] = samples[from + i] / 32_768f;
        }
    }
}
