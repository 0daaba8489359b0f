package org.patchbay.media.internal.tone;

import java.util.List;
import org.patchbay.media.api.MediaEngine.Tone;
import org.patchbay.media.internal.loop.MediaLoop;
import org.patchbay.media.internal.mix.EndingPlayer;

/** Plays a sequence of tones, made at the rate of the mix, with soft edges. */
public final class TonePlayer extends EndingPlayer {
    /** Edges of a tone, so that it does not click. */
    private static final double EDGE_MS = 4;

    private static final int MOST_FREQUENCIES = 8;

    private final List<Tone> tones;
    private final double[] phases = new double[MOST_FREQUENCIES];
    private int index;
    private double positionMs;

    public TonePlayer(String name, MediaLoop home, List<Tone> tones) {
        super(name, home);
        for (Tone tone : tones) {
            if (tone.frequenciesHz().size() > MOST_FREQUENCIES) {
                throw new IllegalArgumentException(
                        tone.frequenciesHz().size() + " frequencies in one tone");
            }
        }
        this.tones = List.copyOf(tones);
    }

    @Override
    protected boolean pull(float[] out, int count, int rateHz, long nowNanos) {
        if (index >= tones.size()) {
            played(true);
            return false;
        }
        double stepMs = 1000.0 / rateHz;
        boolean sounds = false;
        int done = 0;
        while (done < count) {
            if (index >= tones.size()) {
                java.util.Arrays.fill(out, done, count, 0);
                break;
            }
            Tone tone = tones.get(index);
            int left = (int) Math.ceil((tone.durationMs() - positionMs) / stepMs - 1e-6);
            int n = Math.min(count - done, left);
            sounds |= !tone.frequenciesHz().isEmpty();
            render(tone, out, done, n, rateHz);
            done += n;
            positionMs += n * stepMs;
            if (n == left) {
                next();
            }
        }
        return sounds;
    }

    private void next() {
        index++;
        positionMs = 0;
        java.util.Arrays.fill(phases, 0);
    }

    private void render(Tone tone, float[] out, int from, int n, int rateHz) {
        java.util.Arrays.fill(out, from, from + n, 0);
        float amplitude = (float) Math.pow(10, tone.levelDb() / 20);
        for (int f = 0; f < tone.frequenciesHz().size(); f++) {
            double step = 2 * Math.PI * tone.frequenciesHz().get(f) / rateHz;
            double phase = phases[f];
            for (int i = 0; i < n; i++) {
                out[from + i] += amplitude * (float) Math.sin(phase);
                phase += step;
            }
            phases[f] = phase % (2 * Math.PI);
        }
        double stepMs = 1000.0 / rateHz;
        for (int i = 0; i < n; i++) {
            double at = positionMs + i * stepMs;
            double edge = Math.min(at, tone.durationMs() - at);
            if (edge < EDGE_MS) {
                out[from + i] *= (float) Math.max(0, edge / EDGE_MS);
            }
        }
    }
}
