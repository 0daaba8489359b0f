package org.patchbay.media.internal.mix;

import java.util.concurrent.CompletableFuture;
import org.patchbay.media.api.Mix;
import org.patchbay.media.internal.level.LevelMeter;
import org.patchbay.media.internal.resample.Resamplers;

/** A member in a mix: its gain, its resamplers, and its own voice of this tick. */
final class Place {
    private static final int LONGEST = 48_000 / 50;

    final Member member;

    /** Completes when the member is heard; null once it did. */
    private CompletableFuture<Void> arrival;

    private final LevelMeter meter = new LevelMeter();
    private final Limiter limiter = new Limiter();
    private final float[] own = new float[LONGEST];
    private final Resamplers in = new Resamplers();
    private final Resamplers out = new Resamplers();
    private float gain = 1;
    private double gainDb;
    private boolean muted;
    private boolean talks;

    /** Something still is inside the resampler after the last word. */
    private boolean tailLeft;

    Place(Member member, CompletableFuture<Void> arrival) {
        this.member = member;
        this.arrival = arrival;
    }

    void gain(double db) {
        gainDb = Math.max(-96, Math.min(24, db));
        gain = (float) Math.pow(10, gainDb / 20);
    }

    void mute(boolean value) {
        muted = value;
    }

    /** Whether it is heard as it speaks, so that its packets may be relayed. */
    boolean plain() {
        return !muted && gainDb == 0;
    }

    void arrived() {
        CompletableFuture<Void> a = arrival;
        if (a != null) {
            arrival = null;
            a.complete(null);
        }
    }

    boolean talks() {
        return talks;
    }

    /**
     * Takes what the member says into {@code own} at the rate of the mix, and adds it to the sum.
     */
    boolean collect(float[] scratch, float[] sum, boolean firstTalker, int mixRateHz, long now) {
        int rate = member.sourceRateHz(mixRateHz);
        int n = mixRateHz / 50;
        talks = false;
        float[] into = rate == mixRateHz ? own : scratch;
        if (!member.pull(into, rate / 50, rate, now)) {
            meter.silence();
            return false;
        }
        if (rate != mixRateHz) {
            resampled(scratch, rate, mixRateHz, n);
        }
        if (gainDb != 0) {
            for (int i = 0; i < n; i++) {
                own[i] *= gain;
            }
        }
        meter.frame(own, 0, n);
        talks = !muted;
        if (talks) {
            add(sum, n, firstTalker);
        }
        return talks;
    }

    private void resampled(float[] scratch, int rate, int mixRateHz, int n) {
        int got = in.between(rate, mixRateHz).process(scratch, 0, rate / 50, own, 0);
        for (int i = got; i < n; i++) {
            own[i] = 0;
        }
    }

    private void add(float[] sum, int n, boolean first) {
        if (first) {
            System.arraycopy(own, 0, sum, 0, n);
        } else {
            for (int i = 0; i < n; i++) {
                sum[i] += own[i];
            }
        }
    }

    /** A member that failed says nothing this time. */
    void failed() {
        talks = false;
    }

    /**
     * Gives the member the sum without its own voice, which is taken out before anything is
     * limited: so it never hears itself, however loud all are.
     *
     * @param talkers how many make up the sum
     */
    void deliver(
            float[] sum,
            int talkers,
            float[] mine,
            float[] scratch,
            int mixRateHz,
            long tick,
            long now) {
        int rate = member.sinkRateHz(mixRateHz);
        int n = mixRateHz / 50;
        if (talkers - (talks ? 1 : 0) == 0) {
            limiter.reset();
            quiet(mine, scratch, rate, mixRateHz, tick, now);
            return;
        }
        if (talks) {
            for (int i = 0; i < n; i++) {
                mine[i] = sum[i] - own[i];
            }
        } else {
            System.arraycopy(sum, 0, mine, 0, n);
        }
        limiter.limit(mine, n);
        if (rate == mixRateHz) {
            member.push(mine, n, rate, tick, now);
        } else {
            tailLeft = true;
            member.push(scratch, toSink(mine, n, scratch, rate, mixRateHz), rate, tick, now);
        }
    }

    private void quiet(
            float[] mine, float[] scratch, int rate, int mixRateHz, long tick, long now) {
        if (tailLeft && rate != mixRateHz) {
            int n = mixRateHz / 50;
            java.util.Arrays.fill(mine, 0, n, 0);
            tailLeft = false;
            member.push(scratch, toSink(mine, n, scratch, rate, mixRateHz), rate, tick, now);
        } else {
            member.push(null, rate / 50, rate, tick, now);
        }
    }

    private int toSink(float[] mine, int n, float[] scratch, int rate, int mixRateHz) {
        int got = out.between(mixRateHz, rate).process(mine, 0, n, scratch, 0);
        for (int i = got; i < rate / 50; i++) {
            scratch[i] = 0;
        }
        return rate / 50;
    }

    Mix.Seat snapshot() {
        double relayed = member.relayedDb();
        return new Mix.Seat(
                member.memberName(), Double.isNaN(relayed) ? meter.db() : relayed, gainDb, muted);
    }
}
