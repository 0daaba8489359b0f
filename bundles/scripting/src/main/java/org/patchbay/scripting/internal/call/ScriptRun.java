package org.patchbay.scripting.internal.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.patchbay.call.api.CallControl;
import org.patchbay.scripting.internal.engine.Lane;
import org.patchbay.scripting.internal.engine.Realm;
import org.patchbay.scripting.internal.engine.ScriptFailure;
import org.patchbay.scripting.internal.engine.ValueReader;
import org.patchbay.scripting.internal.plan.PlanException;
import org.patchbay.scripting.internal.script.ScriptVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One app script at work on one call. Its state belongs to its lane: a step runs the script from
 * one verb's answer to the next verb, then what the script asked for is carried out, outside of it.
 * No thread waits in between.
 */
final class ScriptRun {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptRun.class);
    private static final int MAX_WAITING = 16;
    private static final int MAX_VERBS_A_SECOND = 100;

    private final ScriptVersion version;
    private final CallControl control;
    private final Surroundings surroundings;
    private final Duration limit;
    private final Lane lane;
    private final VerbReader verbs;
    private final CompletableFuture<Void> whole = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean stopping;
    private Runnable atEnd;
    private Consumer<ScriptFailure> failed;

    // Owned by the lane.
    private final List<Asked> asked = new ArrayList<>();
    private final Set<Asked> waiting = new HashSet<>();
    private Realm home;
    private boolean returned;
    private boolean handedOver;
    private boolean lastWord;
    private ScriptFailure problem;
    private long second;
    private int verbsInSecond;

    /** A verb, and the two ends of its promise; each is itself only. */
    private static final class Asked {
        private final Verb verb;
        private final Value resolve;
        private final Value reject;

        private Asked(Verb verb, Value resolve, Value reject) {
            this.verb = verb;
            this.resolve = resolve;
            this.reject = reject;
        }
    }

    ScriptRun(ScriptVersion version, CallControl control, Surroundings around, Duration limit) {
        this.version = version;
        this.control = control;
        this.surroundings = around;
        this.limit = limit;
        this.lane = version.lane();
        this.verbs = new VerbReader(control.call().called(), new PromptFolder(around.prompts()));
    }

    /**
     * @param failed called before, where it is over because the script failed
     * @param atEnd called once, when the run is over
     */
    CompletionStage<Void> begin(Consumer<ScriptFailure> failed, Runnable atEnd) {
        this.failed = failed;
        this.atEnd = atEnd;
        post(this::start);
        return whole;
    }

    private void post(Consumer<Realm> step) {
        if (over.get()) {
            return; // perhaps long ago, and this bundle gone: load nothing any more
        }
        boolean taken =
                lane.post(
                        new Lane.Task() {
                            @Override
                            public void run(Realm realm) {
                                step(realm, step);
                            }

                            @Override
                            public void refused(ScriptFailure why) {
                                fail(why);
                            }
                        });
        if (!taken) {
            fail(failure("has too much to do"));
        }
    }

    /** On the lane: one step of the script, then what it asked for. */
    private void step(Realm realm, Consumer<Realm> inside) {
        if (over.get()) {
            return;
        }
        if (home != null && home != realm) {
            fail(failure("its context was lost"));
            return;
        }
        home = realm;
        Lookups desk = new Lookups(version.path(), surroundings);
        try {
            realm.enter(
                    limit,
                    desk,
                    () -> {
                        inside.accept(realm);
                        return null;
                    });
        } catch (ScriptFailure e) {
            fail(e);
            return;
        }
        carryOut();
        settle();
    }

    /** Inside the realm. */
    private void start(Realm realm) {
        ProxyExecutable verb = args -> ask(args);
        ProxyExecutable done =
                args -> {
                    returned = true;
                    return null;
                };
        ProxyExecutable failed =
                args -> {
                    returned = true;
                    problem = args[0].asString().equals("callGone") ? null : trouble(args);
                    return null;
                };
        realm.api("run")
                .executeVoid(
                        realm.export("run"),
                        CallJson.of(
                                control.call(),
                                surroundings.directory(),
                                surroundings.clock().instant()),
                        verb,
                        done,
                        failed);
    }

    private ScriptFailure trouble(Value[] args) {
        return ScriptFailure.thrown(version.path(), args[1].asString(), args[2].asString());
    }

    private ScriptFailure failure(String what) {
        return ScriptFailure.result(version.path(), what);
    }

    /** Inside the realm: checks a verb and keeps it for later; a text says what is wrong. */
    private Object ask(Value[] args) {
        if (waiting.size() + asked.size() >= MAX_WAITING) {
            return "more than " + MAX_WAITING + " verbs wait at once";
        }
        long now = System.nanoTime() / 1_000_000_000L;
        verbsInSecond = now == second ? verbsInSecond + 1 : 1;
        second = now;
        if (verbsInSecond > MAX_VERBS_A_SECOND) {
            return "more than " + MAX_VERBS_A_SECOND + " verbs in a second";
        }
        if (handedOver) {
            return "the call was passed on or hung up before";
        }
        if (lastWord && !args[0].asString().equals("passTo")) {
            return null; // never answered: what it began before goes on, and nothing is begun any
            // more
        }
        try {
            Object arguments = ValueReader.read(args[1], version.path(), "arguments");
            Verb verb = verbs.read(args[0].asString(), (List<?>) arguments);
            handedOver = verb.ends();
            asked.add(new Asked(verb, args[2], args[3]));
            return null;
        } catch (PlanException e) {
            return e.getMessage();
        } catch (ScriptFailure e) {
            return e.getMessage();
        }
    }

    /** Outside of the realm, on the lane. */
    private void carryOut() {
        List<Asked> now = List.copyOf(asked);
        asked.clear();
        waiting.addAll(now);
        for (Asked one : now) {
            CompletionStage<?> stage;
            try {
                stage = one.verb.work().on(control);
            } catch (RuntimeException e) {
                stage = CompletableFuture.failedFuture(e);
            }
            stage.whenComplete((value, error) -> post(realm -> resume(one, value, error)));
        }
    }

    /** Inside the realm: the verb's answer goes to the script. */
    private void resume(Asked one, Object value, Throwable error) {
        if (!waiting.remove(one)) {
            return;
        }
        if (error == null) {
            one.resolve.executeVoid(value);
            return;
        }
        Throwable cause =
                error instanceof CompletionException && error.getCause() != null
                        ? error.getCause()
                        : error;
        if (cause instanceof CallControl.AppGoneException) {
            end();
            return;
        }
        if (one.verb.ends()) {
            handedOver = false; // it was refused, and the call is still the script's
        }
        boolean gone = cause instanceof CallControl.CallGoneException;
        String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        one.reject.executeVoid(gone ? "callGone" : "failed", text);
    }

    /** After a step: is it over? */
    private void settle() {
        if (lastWord && !handedOver) {
            end();
        } else if (returned && problem != null) {
            fail(problem);
        } else if (returned && waiting.isEmpty()) {
            finish();
        } else if (!returned && waiting.isEmpty()) {
            fail(failure("waits for something that never comes"));
        }
    }

    /**
     * Any thread: fails every verb that is waited for, so that the script can pass the call on.
     * Nothing else that it says is heard any more, lest a {@code catch} of its own hangs up.
     */
    void stopping() {
        stopping = true;
        post(
                realm -> {
                    lastWord = true;
                    List<Asked> all = List.copyOf(waiting);
                    waiting.clear();
                    for (Asked one : all) {
                        one.reject.executeVoid("stopping", "scripting is being stopped");
                    }
                });
    }

    /** Any thread: ends it whatever it does; the call goes on without. */
    void end() {
        stopping = true;
        fail(failure("is stopped"));
    }

    /**
     * Whatever fails while scripting stops, fails because of that and is no fault of the script.
     */
    private void fail(ScriptFailure why) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        Exception told = told(why);
        if (told instanceof CallControl.AppGoneException) {
            LOG.debug("{}", told.getMessage());
        } else {
            LOG.warn("{}", told.getMessage());
            failed.accept(why);
        }
        atEnd.run();
        whole.completeExceptionally(told);
    }

    private Exception told(ScriptFailure why) {
        if (stopping) {
            return new CallControl.AppGoneException(text("scripting was stopped"));
        }
        String text = text(why.located());
        return why.kind() == ScriptFailure.Kind.TIMEOUT
                ? new TimeoutException(text)
                : new IllegalStateException(text);
    }

    private void finish() {
        if (over.compareAndSet(false, true)) {
            atEnd.run();
            whole.complete(null);
        }
    }

    private String text(String what) {
        return "Call " + control.call().id() + ": script " + version.label() + ": " + what;
    }
}
