package org.patchbay.scripting.internal.call;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.patchbay.call.api.ScriptCatalog;
import org.patchbay.scripting.internal.engine.ScriptFailure;
import org.patchbay.scripting.internal.script.ScriptVersion;

/** The version of one script that new calls get; changed by whoever watches the files. */
public final class ScriptInForce {
    private final String name;
    private final String path;
    private final LongAdder decisions = new LongAdder();
    private final LongAdder calls = new LongAdder();
    private final Failures failures;
    private volatile ScriptVersion version;

    public ScriptInForce(String name, String path) {
        this.name = name;
        this.path = path;
        this.failures = new Failures(path);
    }

    public String name() {
        return name;
    }

    public String path() {
        return path;
    }

    public Optional<ScriptVersion> version() {
        return Optional.ofNullable(version);
    }

    /**
     * Puts another version in force and lets the one before go.
     *
     * @param next null for none
     */
    public void replace(ScriptVersion next) {
        ScriptVersion before = version;
        version = next;
        if (before != null) {
            before.retire();
        }
    }

    /** The version in force, pinned; empty where there is none. */
    Optional<ScriptVersion> pinned() {
        for (; ; ) {
            ScriptVersion now = version;
            if (now == null || now.pin()) {
                return Optional.ofNullable(now);
            }
        }
    }

    void decided() {
        decisions.increment();
    }

    public long decisions() {
        return decisions.sum();
    }

    /**
     * A version of it failed at a call. Nothing is kept or told of a script that was removed, nor
     * where scripting stops, which is no fault of a script.
     */
    void failed(ScriptVersion failing, ScriptFailure why, Surroundings surroundings) {
        if (version != null && why.kind() != ScriptFailure.Kind.CLOSED) {
            failures.add(failing.number(), why.located(), surroundings.clock().instant())
                    .ifPresent(surroundings::publish);
        }
    }

    public Optional<ScriptCatalog.Failure> lastFailure() {
        return failures.last();
    }

    void callBegins() {
        calls.increment();
    }

    void callEnds() {
        calls.decrement();
    }

    public int callsInProgress() {
        return calls.intValue();
    }
}
