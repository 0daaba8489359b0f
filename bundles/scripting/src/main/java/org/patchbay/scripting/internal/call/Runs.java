package org.patchbay.scripting.internal.call;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.call.api.CallControl;
import org.patchbay.scripting.internal.script.ScriptVersion;

/** The app scripts that are at work on calls now. Any thread may call. */
public final class Runs {
    private final Surroundings surroundings;
    private final Duration limit;
    private final Set<ScriptRun> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * @param limit for each step of a run, from one verb to the next
     */
    public Runs(Surroundings surroundings, Duration limit) {
        this.surroundings = surroundings;
        this.limit = limit;
    }

    /** Begins a run on a version that is pinned for it already. */
    CompletionStage<Void> begin(ScriptInForce script, ScriptVersion version, CallControl control) {
        if (stopping) {
            version.unpin();
            return CompletableFuture.failedFuture(
                    new CallControl.AppGoneException("scripting was stopped"));
        }
        ScriptRun run = new ScriptRun(version, control, surroundings, limit);
        running.add(run);
        script.callBegins();
        CompletionStage<Void> whole =
                run.begin(
                        why -> script.failed(version, why, surroundings),
                        () -> {
                            gone(run);
                            script.callEnds();
                            version.unpin();
                        });
        if (stopping) {
            run.stopping(); // it may have been overlooked
        }
        return whole;
    }

    private synchronized void gone(ScriptRun run) {
        running.remove(run);
        notifyAll();
    }

    /** Waits until there is no run left, but not longer than {@code limit}. */
    public synchronized void awaitNone(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!running.isEmpty()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Tells every run that waits for a verb that scripting stops: a last chance to pass a call on.
     * No other begins from now on.
     */
    public void interruptAll() {
        stopping = true;
        List.copyOf(running).forEach(ScriptRun::stopping);
    }

    /** Ends the runs that are left; the hub goes on with what they began. */
    public void endAll() {
        List.copyOf(running).forEach(ScriptRun::end);
    }
}
