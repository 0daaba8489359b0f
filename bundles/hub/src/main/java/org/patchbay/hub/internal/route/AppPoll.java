package org.patchbay.hub.internal.route;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.hub.internal.part.Parts.App;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks apps one after the other until one decides. Each has a deadline, and so has the whole: an
 * app that throws, is late or does not come back is named in the log and passed over. Apps that do
 * not promise to return at once run on threads of their own: one that blocks holds up nobody else.
 */
public final class AppPoll {
    private static final Logger LOG = LoggerFactory.getLogger(AppPoll.class);

    /** How apps are asked. */
    public record Rules(
            Executor threads, Timers timers, InstantSource clock, Duration each, Duration whole) {}

    /**
     * What came of it.
     *
     * @param decision empty where nobody decided
     * @param by who did
     * @param failed somebody could not say whether it is his
     */
    public record Outcome(Optional<Decision> decision, Optional<App> by, boolean failed) {}

    private final List<App> apps;
    private final CallView call;
    private final Rules rules;
    private final Consumer<Outcome> done;
    private final Instant end;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean failed;

    /**
     * @param done called once, on any thread: only post to a mailbox
     */
    public AppPoll(List<App> apps, CallView call, Rules rules, Consumer<Outcome> done) {
        this.apps = apps;
        this.call = call;
        this.rules = rules;
        this.done = done;
        end = rules.clock().instant().plus(rules.whole());
    }

    public void start() {
        ask(0);
    }

    private void ask(int index) {
        Duration left = Duration.between(rules.clock().instant(), end);
        if (index >= apps.size() || left.isNegative() || left.isZero()) {
            boolean outOfTime = index < apps.size();
            done.accept(new Outcome(Optional.empty(), Optional.empty(), failed || outOfTime));
            return;
        }
        Duration limit = left.compareTo(rules.each()) < 0 ? left : rules.each();
        Timers.Timer deadline =
                rules.timers().after(limit, () -> fail(index, null, "took longer than " + limit));
        if (apps.get(index).code().returnsAtOnce()) {
            call(index, deadline);
            return;
        }
        try {
            rules.threads().execute(() -> call(index, deadline));
        } catch (RejectedExecutionException e) {
            deadline.cancel();
            fail(index, null, "could not be asked: too many others are being asked");
        }
    }

    private void call(int index, Timers.Timer deadline) {
        if (turn.get() != index) {
            return;
        }
        try {
            CompletionStage<Decision> stage = apps.get(index).code().decide(call);
            stage.whenComplete((decision, error) -> told(index, deadline, decision, error));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            told(index, deadline, null, e);
        }
    }

    private void told(int index, Timers.Timer deadline, Decision decision, Throwable error) {
        deadline.cancel();
        if (error != null || decision == null) {
            fail(index, error, error == null ? "decided nothing" : "failed");
        } else if (decision instanceof Decision.NotMine) {
            if (settle(index)) {
                ask(index + 1);
            }
        } else if (settle(index)) {
            done.accept(new Outcome(Optional.of(decision), Optional.of(apps.get(index)), failed));
        }
    }

    private void fail(int index, Throwable error, String what) {
        if (settle(index)) {
            failed = true;
            LOG.warn("call {}: app '{}' {}", call.id(), apps.get(index).name(), what, error);
            ask(index + 1);
        }
    }

    /** Whoever is first, the app or its deadline, ends its turn. */
    private boolean settle(int index) {
        return turn.compareAndSet(index, index + 1);
    }
}
