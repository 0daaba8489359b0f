package org.patchbay.scripting.internal.call;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallControl;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.scripting.internal.script.ScriptVersion;

/** An app script: takes over the calls to its numbers, and those that a plan sends to its name. */
public final class DrivingApp implements CallApp {
    private final ScriptInForce script;
    private final int rank;
    private final Runs runs;

    public DrivingApp(ScriptInForce script, int rank, Runs runs) {
        this.script = script;
        this.rank = rank;
        this.runs = runs;
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
    public CompletionStage<Decision> decide(CallView call) {
        Optional<ScriptVersion> version = script.version();
        boolean mine =
                call.request()
                        .map(r -> r.app().equals(script.name()))
                        .orElseGet(
                                () ->
                                        version.isPresent()
                                                && version.get().answersTo(call.called()));
        if (!mine || version.isEmpty()) {
            return CompletableFuture.completedFuture(new Decision.NotMine());
        }
        script.decided();
        ScriptVersion decided = version.get();
        return CompletableFuture.completedFuture(
                new Decision.Drive(control -> drive(decided, control), decided.label()));
    }

    /** The version that was decided for; the one in force where that has gone already. */
    private CompletionStage<Void> drive(ScriptVersion decided, CallControl control) {
        ScriptVersion version = decided.pin() ? decided : script.pinned().orElse(null);
        if (version == null) {
            return CompletableFuture.failedFuture(
                    new CallControl.AppGoneException("script " + script.path() + " was removed"));
        }
        return runs.begin(script, version, control);
    }
}
