package org.patchbay.testkit;

import java.util.Random;

/** Makes audio to be found again. Levels are in dB below a full-scale sine: negative. */
public final class Tones {
    private Tones() {}

    /** The amplitude, 0…1, of a sine at that level. */
    public static float amplitude(double levelDb) {
        return (float) Math.pow(10, levelDb / 20);
    }

    /** A sine that begins at phase 0. */
    public static float[] sine(int rateHz, double frequencyHz, double levelDb, int samples) {
        float[] out = new float[samples];
        new Sine(rateHz, frequencyHz, levelDb).fill(out, 0, samples);
        return out;
    }

    /** Notes of equal length, one after the other, each faded by 2 ms at both ends. */
    public static float[] melody(int rateHz, double levelDb, int noteMs, double... frequenciesHz) {
        int note = rateHz * noteMs / 1000;
        int fade = rateHz / 500;
        float[] out = new float[note * frequenciesHz.length];
        for (int n = 0; n < frequenciesHz.length; n++) {
            float[] tone = sine(rateHz, frequenciesHz[n], levelDb, note);
            for (int i = 0; i < note; i++) {
                float gain = Math.min(1, Math.min(i, note - 1 - i) / (float) fade);
                out[n * note + i] = tone[i] * gain;
            }
        }
        return out;
    }

    /** White noise whose power is that of a sine at that level; the same for the same seed. */
    public static float[] noise(long seed, double levelDb, int samples) {
        Random random = new Random(seed);
        float[] out = new float[samples];
        // A sine of amplitude a has the power a²/2; uniform noise in ±b has b²/3.
        float peak = amplitude(levelDb) * (float) Math.sqrt(1.5);
        for (int i = 0; i < samples; i++) {
            out[i] = (random.nextFloat() * 2 - 1) * peak;
        }
        return out;
    }

    /**
     * Something with the shape of speech: voiced syllables with a gliding pitch of 90 to 180 Hz,
     * three formants and pauses between; peaks near −6 dB; the same for the same seed.
     */
    public static float[] speech(int rateHz, long seed, int samples) {
        return new Syllables(rateHz, seed).fill(samples);
    }

    /** A sine that goes on from call to call without a click. */
    public static final class Sine {
        private final double step;
        private final float amplitude;
        private double phase;

        public Sine(int rateHz, double frequencyHz, double levelDb) {
            this.step = 2 * Math.PI * frequencyHz / rateHz;
            this.amplitude = Tones.amplitude(levelDb);
        }

        /** The next samples. */
        public void fill(float[] out, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
                out[i] = amplitude * (float) Math.sin(phase);
                phase += step;
                if (phase > 2 * Math.PI) {
                    phase -= 2 * Math.PI;
                }
            }
        }
    }

    /** A pulse train through three resonators, in syllables. */
    private static final class Syllables {
        private static final double[][] VOWELS = {
            {730, 1090, 2440}, {530, 1840, 2480}, {270, 2290, 3010}, {570, 840, 2410}
        };

        private final int rateHz;
        private final Random random;

        Syllables(int rateHz, long seed) {
            this.rateHz = rateHz;
            this.random = new Random(seed);
        }

        float[] fill(int samples) {
            float[] out = new float[samples];
            int at = 0;
            while (at < samples) {
                int voiced = Math.min(samples - at, rateHz * (120 + random.nextInt(180)) / 1000);
                syllable(out, at, voiced);
                at += voiced + rateHz * (30 + random.nextInt(150)) / 1000;
            }
            return out;
        }

        private void syllable(float[] out, int from, int count) {
            double pitch = 90 + random.nextInt(60);
            double glide = (random.nextDouble() - 0.3) * 40;
            double[] vowel = VOWELS[random.nextInt(VOWELS.length)];
            double[][] past = new double[3][2];
            double phase = 1;
            float peak = 1e-9f;
            for (int i = 0; i < count; i++) {
                phase += (pitch + glide * i / count) / rateHz;
                double x = 0;
                if (phase >= 1) {
                    phase -= 1;
                    x = 1;
                }
                double y = 0;
                for (int f = 0; f < 3; f++) {
                    y += resonate(past[f], vowel[f], x) / (f + 1);
                }
                out[from + i] = (float) (y * Math.sin(Math.PI * (i + 1) / (count + 1)));
                peak = Math.max(peak, Math.abs(out[from + i]));
            }
            for (int i = 0; i < count; i++) {
                out[from + i] *= 0.5f / peak;
            }
        }

        private double resonate(double[] past, double frequencyHz, double x) {
            double r = Math.exp(-Math.PI * 90 / rateHz);
            double y =
                    x
                            + 2 * r * Math.cos(2 * Math.PI * frequencyHz / rateHz) * past[0]
                            - r * r * past[1];
            past[1] = past[0];
            past[0] = y;
            return y;
        }
    }
}
