package org.patchbay.media.internal.player;

import java.nio.file.Path;
import java.util.Arrays;
import org.patchbay.media.internal.resample.Resampler;

/** Reads the whole of a WAV file at once, as mono of one rate. For threads that may block. */
public final class WavReader {
    private static final int CHUNK = 4096;

    private WavReader() {}

    /**
     * @param most samples that are read; what is beyond is left out
     * @throws IllegalArgumentException where the file is missing, empty or of another kind, naming
     *     it
     */
    public static float[] read(Path file, int rateHz, int most) {
        WavSource source = new WavSource(file);
        try {
            return read(source, new Resampler(source.rateHz(), rateHz), file, most);
        } finally {
            source.close();
        }
    }

    private static float[] read(WavSource source, Resampler rate, Path file, int most) {
        float[] in = new float[CHUNK];
        float[] out = new float[CHUNK * 8];
        float[] all = new float[0];
        int length = 0;
        source.fill();
        while (!source.exhausted() && length < most) {
            int count = rate.process(in, 0, source.read(in, CHUNK), out, 0);
            if (length + count > all.length) {
                all = Arrays.copyOf(all, Math.max(length + count, all.length * 2));
            }
            System.arraycopy(out, 0, all, length, count);
            length += count;
            source.fill();
        }
        if (length == 0) {
            throw new IllegalArgumentException("cannot play " + file + ": there is no sound in it");
        }
        return Arrays.copyOf(all, Math.min(length, most));
    }
}
