package org.patchbay.scripting.internal.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.Plan;
import org.patchbay.scripting.internal.engine.Lane;
import org.patchbay.scripting.internal.engine.Realm;
import org.patchbay.scripting.internal.engine.ScriptFailure;
import org.patchbay.scripting.internal.engine.ValueReader;
import org.patchbay.scripting.internal.plan.PlanException;
import org.patchbay.scripting.internal.plan.PlanReader;
import org.patchbay.scripting.internal.script.ScriptVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a routing script: {@code inbound} for calls that came by a trunk, {@code outbound} for all
 * others.
 */
public final class RoutingApp implements CallApp {
    private static final Logger LOG = LoggerFactory.getLogger(RoutingApp.class);

    /** How many limits a question may wait for its turn before it is not worth an answer. */
    private static final int LONGEST_WAIT = 3;

    private final ScriptInForce script;
    private final int rank;
    private final Surroundings surroundings;
    private final Duration limit;

    /**
     * @param limit for one decision
     */
    public RoutingApp(ScriptInForce script, int rank, Surroundings surroundings, Duration limit) {
        this.script = script;
        this.rank = rank;
        this.surroundings = surroundings;
        this.limit = limit;
    }

    @Override
    public String name() {
        return script.name();
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public boolean returnsAtOnce() {
        return true;
    }

    @Override
    public CompletionStage<Decision> decide(CallView call) {
        String function = call.trunk().isPresent() ? "inbound" : "outbound";
        boolean sent = call.request().isPresent();
        if (sent && !call.request().get().app().equals(script.name())) {
            return CompletableFuture.completedFuture(new Decision.NotMine());
        }
        Optional<ScriptVersion> pinned = script.pinned();
        if (pinned.isEmpty() || !pinned.get().has(function)) {
            pinned.ifPresent(ScriptVersion::unpin);
            return CompletableFuture.completedFuture(new Decision.NotMine());
        }
        Asking asking = new Asking(pinned.get(), call, function);
        if (!pinned.get().lane().post(asking)) {
            asking.failed(asking.failure("has too much to do"));
        }
        return asking.answer;
    }

    /** One question to one version. */
    private final class Asking implements Lane.Task {
        private final CompletableFuture<Decision> answer = new CompletableFuture<>();
        private final ScriptVersion version;
        private final CallView call;
        private final String function;
        private final Lookups lookups;
        private final long askedAt = System.nanoTime();
        private Object written;
        private boolean settled;
        private ScriptFailure problem;

        Asking(ScriptVersion version, CallView call, String function) {
            this.version = version;
            this.call = call;
            this.function = function;
            this.lookups = new Lookups(version.path(), surroundings);
        }

        @Override
        public void run(Realm realm) {
            if (System.nanoTime() - askedAt > limit.toNanos() * LONGEST_WAIT) {
                timeout(failure("was asked by too many calls at once"));
                return;
            }
            try {
                realm.enter(limit, lookups, () -> ask(realm));
                decide();
            } catch (ScriptFailure e) {
                failed(e);
            } catch (PlanException e) {
                fail(failure(e.getMessage()));
            }
        }

        /** Inside the realm. */
        private Object ask(Realm realm) {
            ProxyExecutable done =
                    args -> {
                        written = ValueReader.read(args[0], version.path(), "plan");
                        settled = true;
                        return null;
                    };
            ProxyExecutable failed =
                    args -> {
                        problem =
                                ScriptFailure.thrown(
                                        version.path(), args[1].asString(), args[2].asString());
                        settled = true;
                        return null;
                    };
            realm.api("route")
                    .executeVoid(
                            realm.export(function),
                            CallJson.of(
                                    call, surroundings.directory(), surroundings.clock().instant()),
                            done,
                            failed);
            return null;
        }

        private void decide() {
            if (!settled) {
                fail(failure(function + " waits for something that never comes"));
            } else if (problem != null) {
                fail(problem);
            } else if (written == null) {
                finish(new Decision.NotMine());
            } else {
                Plan plan = PlanReader.read(written, call.called());
                finish(new Decision.Follow(plan, version.label(), lookups.reasons()));
            }
        }

        private void finish(Decision decision) {
            script.decided();
            version.unpin();
            answer.complete(decision);
        }

        @Override
        public void refused(ScriptFailure why) {
            failed(why);
        }

        private void failed(ScriptFailure e) {
            if (e.kind() == ScriptFailure.Kind.TIMEOUT) {
                timeout(e);
            } else {
                fail(e);
            }
        }

        private ScriptFailure failure(String what) {
            return ScriptFailure.result(version.path(), what);
        }

        private void timeout(ScriptFailure why) {
            fail(why, new TimeoutException(text(why)));
        }

        private void fail(ScriptFailure why) {
            fail(why, new IllegalStateException(text(why)));
        }

        private void fail(ScriptFailure why, Exception told) {
            if (answer.isDone()) {
                return; // the lane refused it, and then did not take it
            }
            LOG.warn("{}", told.getMessage());
            script.failed(version, why, surroundings);
            version.unpin();
            answer.completeExceptionally(told);
        }

        private String text(ScriptFailure why) {
            return "Call " + call.id() + ": script " + version.label() + ": " + why.located();
        }
    }
}
