package org.patchbay.itests.sound;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.patchbay.testkit.ToneFinder;

/** What a phone heard in a stretch of time, and what a test may say about it. Immutable. */
public final class Recording {
    /** Below this a tone of {@link Tone#USUAL_DB} is not heard at all. */
    public static final double UNHEARD_DB = -45;

    private static final double TOLERANCE_DB = 3;

    /** What was stolen is heard later, behind jitter buffers. */
    private static final double STOLEN_BEFORE_S = 0.3;

    /** The beginning of a recording is not known better. */
    private static final double STOLEN_AFTER_S = 0.1;

    private final String name;
    private final double began;
    private final int rateHz;
    private final float[] samples;

    /** How much was stolen between two times, in ms. */
    interface Stolen {
        long ms(double from, double to);
    }

    private Recording(String name, double began, int rateHz, float[] samples) {
        this.name = name;
        this.began = began;
        this.rateHz = rateHz;
        this.samples = samples;
    }

    /**
     * A WAV of 16 bit; of stereo the left side. A header whose sizes are not filled in yet is taken
     * as far as the file goes.
     *
     * @param began when its first sample was heard, in seconds since 1970
     * @throws IllegalArgumentException where it is no such file
     */
    public static Recording of(String name, Path wav, double began) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
            Header header = Header.of(wav, in);
            float[] samples = new float[header.samples(in.limit())];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = in.getShort(header.at() + i * 2 * header.channels()) / 32768f;
            }
            return new Recording(name, began, header.rateHz(), samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many seconds are in that file by now, without reading it. */
    public static double secondsIn(Path wav) {
        try (FileChannel file = FileChannel.open(wav)) {
            ByteBuffer in = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
            file.read(in, 0);
            Header header = Header.of(wav, in.flip());
            return (double) header.samples(file.size()) / header.rateHz();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param at where the samples begin
     */
    private record Header(int channels, int rateHz, int at) {
        static Header of(Path wav, ByteBuffer in) {
            if (in.limit() < 44 || in.getInt(0) != 0x46464952) {
                throw new IllegalArgumentException(wav + ": no WAV");
            }
            int format = chunk(in, 12, 0x20746d66);
            int data = chunk(in, format, 0x61746164);
            return new Header(in.getShort(format + 10), in.getInt(format + 12), data + 8);
        }

        private static int chunk(ByteBuffer in, int from, int name) {
            int at = from;
            while (in.getInt(at) != name) {
                at += 8 + in.getInt(at + 4);
            }
            return at;
        }

        int samples(long fileSize) {
            return (int) Math.max(0, (fileSize - at) / (2L * channels));
        }
    }

    /**
     * A part of it.
     *
     * @param partBegan when the first sample of the part was heard, in seconds since 1970
     */
    public Recording part(double fromSecond, double seconds, double partBegan) {
        int from = Math.min(samples.length, (int) Math.round(fromSecond * rateHz));
        int to = Math.min(samples.length, from + (int) (seconds * rateHz));
        return new Recording(name, partBegan, rateHz, Arrays.copyOfRange(samples, from, to));
    }

    public Recording part(double fromSecond, double seconds) {
        return part(fromSecond, seconds, began + fromSecond);
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

    /**
     * Where a tone was loudest in any 200 ms, for what must never be heard. A window sees little of
     * what lies at its edges, so each begins a quarter after the last.
     */
    public double peakDb(double frequencyHz) {
        int window = Math.min(samples.length, rateHz / 5);
        ToneFinder finder = new ToneFinder(rateHz);
        double peak = ToneFinder.FLOOR_DB;
        for (int at = 0; window > 0 && at + window <= samples.length; at += rateHz / 20) {
            peak = Math.max(peak, finder.levelDb(samples, at, window, frequencyHz));
        }
        return peak;
    }

    /**
     * The tones of a key, -12 and -10 dB for 100 ms or more, and none of another row. Of 100 ms the
     * best window sees all but 3 dB.
     */
    public Recording hearsKey(double rowHz, double columnHz) {
        assertTrue(peakDb(rowHz) > -18, () -> name + ": row " + peakDb(rowHz));
        assertTrue(peakDb(columnHz) > -18, () -> name + ": column " + peakDb(columnHz));
        double other = peakDb(rowHz == 697 ? 770 : 697);
        assertTrue(other < -38, () -> name + ": another row " + other);
        return this;
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
     * machine took from everybody at that very moment.
     */
    public Recording hasNoGap(Tone tone, double longestMs) {
        return hasNoGap(tone, longestMs, StolenTime::ms);
    }

    Recording hasNoGap(Tone tone, double longestMs, Stolen stolen) {
        ToneFinder finder = new ToneFinder(rateHz);
        for (ToneFinder.Gap gap : finder.gaps(samples, tone.frequencyHz(), tone.levelDb())) {
            double from = began + gap.startMs() / 1000;
            double to = from + gap.durationMs() / 1000;
            long stolenMs = stolen.ms(from - STOLEN_BEFORE_S, to + STOLEN_AFTER_S);
            assertTrue(
                    gap.durationMs() <= longestMs + stolenMs,
                    () ->
                            String.format(
                                    "%s: %d Hz was away for %.0f ms after %.2f s;"
                                            + " the host took %d ms then (%s)",
                                    name,
                                    tone.frequencyHz(),
                                    gap.durationMs(),
                                    gap.startMs() / 1000,
                                    stolenMs,
                                    this));
        }
        return this;
    }

    /** Something is heard all the time, each half second between those levels. */
    public Recording sounds(double fromDb, double toDb) {
        ToneFinder finder = new ToneFinder(rateHz);
        int half = rateHz / 2;
        assertTrue(samples.length >= half, () -> name + " heard too little: " + this);
        for (int at = 0; at + half <= samples.length; at += half) {
            double powerDb = finder.powerDb(samples, at, half);
            assertTrue(
                    powerDb >= fromDb && powerDb <= toDb,
                    () -> String.format("%s: %.1f dB in half a second (%s)", name, powerDb, this));
        }
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
