package org.patchbay.itests.sound;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.patchbay.testkit.ToneFinder;

/** What a phone heard in a stretch of time, and what a test may say about it. Immutable. */
public final class Recording {
    /** Below this a tone of {@link Tone#USUAL_DB} is not heard at all. */
    public static final double UNHEARD_DB = -45;

    private static final double TOLERANCE_DB = 3;

    private final String name;
    private final int rateHz;
    private final float[] samples;

    private Recording(String name, int rateHz, float[] samples) {
        this.name = name;
        this.rateHz = rateHz;
        this.samples = samples;
    }

    /**
     * A WAV of 16 bit; of stereo the left side. A header whose sizes are not filled in yet is taken
     * as far as the file goes.
     *
     * @throws IllegalArgumentException where it is no such file
     */
    public static Recording of(String name, Path wav) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
            if (in.limit() < 44 || in.getInt(0) != 0x46464952) {
                throw new IllegalArgumentException(wav + ": no WAV");
            }
            int at = 12;
            while (in.getInt(at) != 0x20746d66) {
                at += 8 + in.getInt(at + 4);
            }
            int channels = in.getShort(at + 10);
            int rateHz = in.getInt(at + 12);
            while (in.getInt(at) != 0x61746164) {
                at += 8 + in.getInt(at + 4);
            }
            at += 8;
            float[] samples = new float[(in.limit() - at) / (2 * channels)];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = in.getShort(at + i * 2 * channels) / 32768f;
            }
            return new Recording(name, rateHz, samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part from one sample on. */
    public Recording part(int fromSample, double seconds) {
        int to = Math.min(samples.length, fromSample + (int) (seconds * rateHz));
        return new Recording(name, rateHz, Arrays.copyOfRange(samples, fromSample, to));
    }

    public int sampleCount() {
        return samples.length;
    }

    public int rateHz() {
        return rateHz;
    }

    public double seconds() {
        return (double) samples.length / rateHz;
    }

    /** The median over windows of 200 ms, so that a gap does not change it. */
    public double levelDb(double frequencyHz) {
        int window = rateHz / 5;
        if (samples.length < window) {
            return ToneFinder.FLOOR_DB;
        }
        ToneFinder finder = new ToneFinder(rateHz);
        double[] levels = new double[samples.length / window];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = finder.levelDb(samples, i * window, window, frequencyHz);
        }
        Arrays.sort(levels);
        return levels[levels.length / 2];
    }

    /** Where a tone was loudest in any 200 ms: for what must never be heard. */
    public double peakDb(double frequencyHz) {
        int window = Math.min(samples.length, rateHz / 5);
        ToneFinder finder = new ToneFinder(rateHz);
        double peak = ToneFinder.FLOOR_DB;
        for (int at = 0; window > 0 && at + window <= samples.length; at += window) {
            peak = Math.max(peak, finder.levelDb(samples, at, window, frequencyHz));
        }
        return peak;
    }

    /** The tone is there at its own level. */
    public Recording hears(Tone tone) {
        return hears(tone, tone.levelDb());
    }

    public Recording hears(Tone tone, double expectedDb) {
        double levelDb = levelDb(tone.frequencyHz());
        assertTrue(
                Math.abs(levelDb - expectedDb) <= TOLERANCE_DB,
                () ->
                        String.format(
                                "%s should hear %d Hz at %.0f dB, but has %.1f dB (%s)",
                                name, tone.frequencyHz(), expectedDb, levelDb, this));
        return this;
    }

    /** The tone is not there, at any moment. */
    public Recording doesNotHear(Tone tone) {
        double levelDb = peakDb(tone.frequencyHz());
        assertTrue(
                levelDb < UNHEARD_DB,
                () ->
                        String.format(
                                "%s should not hear %d Hz, but has %.1f dB (%s)",
                                name, tone.frequencyHz(), levelDb, this));
        return this;
    }

    /**
     * Nothing of what sounds all the time is missing for longer, apart from what the host of the
     * machine took from everybody.
     */
    public Recording hasNoGap(Tone tone, double longestMs) {
        double gapMs =
                new ToneFinder(rateHz).longestGapMs(samples, tone.frequencyHz(), tone.levelDb());
        long stolenMs = StolenTime.worstMs(seconds() + 2);
        assertTrue(
                gapMs <= longestMs + stolenMs,
                () ->
                        String.format(
                                "%s: %d Hz was away for %.0f ms; the host took %d ms (%s)",
                                name, tone.frequencyHz(), gapMs, stolenMs, this));
        return this;
    }

    /** Nothing at all is heard. */
    public Recording isSilent() {
        double powerDb = new ToneFinder(rateHz).powerDb(samples);
        assertTrue(powerDb < UNHEARD_DB, () -> name + " should hear nothing: " + this);
        return this;
    }

    @Override
    public String toString() {
        return String.format(
                "%.2f s at %d Hz, %.1f dB in all",
                seconds(), rateHz, new ToneFinder(rateHz).powerDb(samples));
    }
}
