package org.patchbay.scripting.internal.catalog;

import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.call.api.ScriptCatalog;
import org.patchbay.scripting.internal.call.ScriptInForce;
import org.patchbay.scripting.internal.script.ScriptFile;
import org.patchbay.scripting.internal.script.ScriptVersion;

/** One script file: what was seen last, what is in force, and its place on the board. */
final class Slot {
    private final ScriptInForce inForce;
    private ScriptFile seen; // watching thread
    private Runnable takeDown; // guarded by this
    private int shownRank; // guarded by this
    private volatile Optional<String> refusal = Optional.empty();

    Slot(ScriptFile file) {
        this.inForce = new ScriptInForce(file.name(), file.path());
    }

    ScriptInForce inForce() {
        return inForce;
    }

    ScriptFile seen() {
        return seen;
    }

    void seen(ScriptFile file) {
        seen = file;
    }

    void refusal(Optional<String> why) {
        refusal = why;
    }

    /** Shows an app of that rank, the new one before the old one goes. */
    synchronized void show(int rank, Supplier<Runnable> shower) {
        if (takeDown != null && rank == shownRank) {
            return; // the app that is shown asks for the version in force each time
        }
        Runnable before = takeDown;
        takeDown = shower.get();
        shownRank = rank;
        if (before != null) {
            before.run();
        }
    }

    /** Takes the app down and lets the version go. */
    synchronized void clear() {
        if (takeDown != null) {
            takeDown.run();
            takeDown = null;
        }
        inForce.replace(null);
    }

    ScriptCatalog.Entry entry() {
        Optional<ScriptVersion> version = inForce.version();
        return new ScriptCatalog.Entry(
                inForce.path(),
                version.map(ScriptVersion::number).orElse(0),
                version.map(ScriptVersion::loadedAt),
                inForce.decisions(),
                inForce.callsInProgress(),
                refusal,
                inForce.lastFailure());
    }
}
