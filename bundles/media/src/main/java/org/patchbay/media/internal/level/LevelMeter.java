package org.patchbay.media.internal.level;

/**
 * How loud a stream is, smoothed over about 100 ms. 0 dB is a full-scale sine, so a full-scale
 * square wave reads +3. Owned by one media loop.
 */
public final class LevelMeter {
    /** What silence reads. */
    public static final double FLOOR_DB = -96;

    private static final double FLOOR_POWER = Math.pow(10, FLOOR_DB / 10);

    /** Share of the newest 20 ms frame in the smoothed power: a time constant near 90 ms. */
    private static final double NEWEST = 0.2;

    private double power;

    /**
     * Takes one frame of 20 ms.
     *
     * @param samples full scale is −1…+1
     */
    public void frame(float[] samples, int offset, int count) {
        if (count > 0) {
            smooth(power(samples, offset, count));
        }
    }

    /** The same for one that comes long after those before it, which count no more. */
    public void firstFrame(float[] samples, int offset, int count) {
        if (count > 0) {
            power = usable(power(samples, offset, count));
        }
    }

    private static double power(float[] samples, int offset, int count) {
        float sum = 0;
        for (int i = offset; i < offset + count; i++) {
            sum += samples[i] * samples[i];
        }
        // The mean square of a full-scale sine is 1/2.
        return 2.0 * sum / count;
    }

    /** Takes 20 ms in which nothing was heard. */
    public void silence() {
        smooth(0);
    }

    private void smooth(double newest) {
        power += NEWEST * (usable(newest) - power);
        if (power < FLOOR_POWER) {
            power = 0;
        }
    }

    /** A NaN or an infinity in a frame must not stay for ever. */
    private static double usable(double newest) {
        return newest >= 0 && newest < 1e6 ? newest : 0;
    }

    public void reset() {
        power = 0;
    }

    /** The level in dB, {@link #FLOOR_DB} at the least. */
    public double db() {
        return power < FLOOR_POWER ? FLOOR_DB : 10 * Math.log10(power);
    }
}
