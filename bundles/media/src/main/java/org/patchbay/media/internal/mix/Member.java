package org.patchbay.media.internal.mix;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.patchbay.media.api.MixMember;
import org.patchbay.media.internal.loop.MediaLoop;

/**
 * Whatever can sit in a mix. It lives on one media loop at a time; joining a mix elsewhere moves it
 * there between two ticks. Commands to it go through a queue of its own, which follows it from loop
 * to loop, so that commands of one thread are carried out in their order.
 */
public abstract class Member implements MixMember {
    private final String name;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Runnable drain = this::drain;

    private volatile MediaLoop home;

    /** False between the moment that the old loop let go and that the new one took over. */
    private boolean adopted = true;

    private HubMix mix;
    private boolean ended;

    protected Member(String name, MediaLoop home) {
        this.name = name;
        this.home = home;
    }

    @Override
    public final String memberName() {
        return name;
    }

    /** The loop that owns this member. */
    protected final MediaLoop home() {
        return home;
    }

    /** Runs {@code command} on the loop that owns this member, after those posted before. */
    protected final void post(Runnable command) {
        commands.add(command);
        home.post(drain);
    }

    /** Like {@link #post}, but the loop is not woken for it: it may wait for the next tick. */
    protected final void postSoon(Runnable command) {
        commands.add(command);
        home.postSoon(drain);
    }

    private void drain() {
        while (adopted) {
            MediaLoop h = home;
            if (!h.isCurrent()) {
                h.post(drain);
                return;
            }
            Runnable command = commands.poll();
            if (command == null) {
                return;
            }
            try {
                command.run();
            } catch (RuntimeException | LinkageError e) {
                h.failed("a command to " + name, e);
            }
        }
    }

    // ---- places; all on the home loop ----

    final void enter(HubMix target, boolean heard, CompletableFuture<Void> done) {
        if (ended) {
            done.completeExceptionally(new IllegalStateException(name + " is closed"));
        } else if (mix == target) {
            done.complete(null);
        } else {
            stand();
            if (target.loop() == home) {
                sit(target, heard, done);
            } else {
                move(target, heard, done);
            }
        }
    }

    final void exit(HubMix from, CompletableFuture<Void> done) {
        if (mix == from) {
            stand();
            alone();
        }
        done.complete(null);
    }

    private void stand() {
        if (mix != null) {
            HubMix from = mix;
            mix = null;
            from.unseat(this);
        } else {
            accompanied();
        }
    }

    private void sit(HubMix target, boolean heard, CompletableFuture<Void> done) {
        if (target.isClosed()) {
            alone();
            done.completeExceptionally(
                    new IllegalStateException("mix " + target.name() + " is closed"));
            return;
        }
        mix = target;
        target.seat(this, heard, done);
    }

    private void move(HubMix target, boolean heard, CompletableFuture<Void> done) {
        MediaLoop from = home;
        MediaLoop to = target.loop();
        release(from);
        adopted = false;
        home = to;
        Runnable arrive =
                () -> {
                    adopted = true;
                    adopt(to);
                    sit(target, heard, done);
                    drain();
                };
        // A socket can come back to a selector only after that has really let go of it.
        from.afterSelect(() -> to.post(arrive));
    }

    /** The mix lets everybody out. */
    final void dismissed() {
        mix = null;
        alone();
    }

    /** The end: out of the mix, and into none any more. */
    protected final void end() {
        if (!ended) {
            ended = true;
            stand();
        }
    }

    protected final boolean ended() {
        return ended;
    }

    /** The mix that it sits in; null where it is alone. */
    protected final HubMix mix() {
        return mix;
    }

    // ---- what kinds of members do ----

    /** The loop lets go of it: sockets and the like. */
    protected void release(MediaLoop from) {}

    /** Another loop takes it over. */
    protected void adopt(MediaLoop to) {}

    /** It sits in no mix from now on. */
    protected void alone() {}

    /** It is not alone any more: what {@link #alone} began ends. Also called where it was not. */
    protected void accompanied() {}

    /** It sat down in a mix; what it hears comes from another feed. */
    protected void seated() {}

    /** How loud it is while its packets are relayed; NaN where they are not. */
    protected double relayedDb() {
        return Double.NaN;
    }

    // ---- 20 ms ----

    /** The rate that its audio needs; 0 where any will do. */
    protected abstract int neededRateHz();

    /** Rate of what {@link #pull} gives. */
    protected int sourceRateHz(int mixRateHz) {
        return mixRateHz;
    }

    /** Rate of what {@link #push} takes. */
    protected int sinkRateHz(int mixRateHz) {
        return mixRateHz;
    }

    /**
     * What it says in these 20 ms.
     *
     * @param out to be filled with {@code count} samples at the source rate
     * @return false where it says nothing; then {@code out} means nothing
     */
    protected abstract boolean pull(float[] out, int count, int rateHz, long nowNanos);

    /** Whether it takes what others say at all; asked at every tick. */
    protected abstract boolean hears();

    /** What it hears in these 20 ms, at its sink rate; null where nobody says anything. */
    protected abstract void push(float[] in, int count, int rateHz, long tick, long nowNanos);
}
