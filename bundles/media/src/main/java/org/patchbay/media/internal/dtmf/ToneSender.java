package org.patchbay.media.internal.dtmf;

/**
 * Turns keys into tones in place of the audio (ITU-T Q.23), for a peer that takes them in no other
 * way. Keys wait for each other, with a pause between them. Owned by one media loop, which asks
 * {@link #frame} at every 20 ms tick as long as something is {@link #active}.
 */
public final class ToneSender {
    /** Below a full-scale sine, which is +3.14 dBm0 (G.711): −9 and −7 dBm0. */
    static final double ROW_DB = -9 - 3.14;

    static final double COLUMN_DB = -7 - 3.14;

    /** What every receiver takes, also behind a codec. */
    static final int SHORTEST_MS = 100;

    private static final int PAUSE_TICKS = 4;

    /** Edges, so that a key does not click. */
    private static final double EDGE_MS = 2;

    private final KeyQueue queue = new KeyQueue(SHORTEST_MS, PAUSE_TICKS);
    private char key;
    private int ticksLeft;
    private int pauseLeft;
    private double positionMs;
    private double durationMs;

    /** As {@link KeyQueue#press}. */
    public boolean press(char pressed, int ms) {
        return queue.press(pressed, ms);
    }

    /** As {@link KeyQueue#passOn}. */
    public boolean passOn(char pressed, int ms) {
        return queue.passOn(pressed, ms, ticksLeft > 0 ? ticksLeft + PAUSE_TICKS : pauseLeft);
    }

    /** Whether something sounds or waits. */
    public boolean active() {
        return ticksLeft > 0 || pauseLeft > 0 || !queue.isEmpty();
    }

    /** The next 20 ms: a key, or the pause after it. */
    public void frame(float[] out, int count, int rateHz) {
        java.util.Arrays.fill(out, 0, count, 0);
        if (ticksLeft == 0 && pauseLeft == 0 && queue.take()) {
            key = queue.key();
            ticksLeft = queue.ticks();
            durationMs = (double) ticksLeft * KeyQueue.TICK_MS;
            positionMs = 0;
        }
        if (ticksLeft > 0) {
            tone(out, count, rateHz, ToneKeys.ROWS_HZ[ToneKeys.row(key)], ROW_DB);
            tone(out, count, rateHz, ToneKeys.COLUMNS_HZ[ToneKeys.column(key)], COLUMN_DB);
            positionMs += count * 1000.0 / rateHz;
            pauseLeft = --ticksLeft == 0 ? PAUSE_TICKS : 0;
        } else if (pauseLeft > 0) {
            pauseLeft--;
        }
    }

    private void tone(float[] out, int count, int rateHz, double hz, double db) {
        double amplitude = Math.pow(10, db / 20);
        for (int i = 0; i < count; i++) {
            double ms = positionMs + i * 1000.0 / rateHz;
            double edge = Math.min(1, Math.min(ms, durationMs - ms) / EDGE_MS);
            out[i] += (float) (amplitude * edge * Math.sin(2 * Math.PI * hz * ms / 1000));
        }
    }
}
