package org.patchbay.scripting.internal.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.ScriptCatalog.Failure;

/**
 * How often one script has failed at calls, and the last time. Only that one is kept: a script may
 * fail at every call. Any thread may call.
 */
final class Failures {
    static final int MOST_TEXT = 500;

    /** A script that fails a thousand times a second is told of so often. */
    static final Duration BETWEEN_EVENTS = Duration.ofSeconds(1);

    private final String script;
    private Failure last; // guarded by this
    private Failure told; // guarded by this: the last one that became an event

    /**
     * @param script its path
     */
    Failures(String script) {
        this.script = script;
    }

    /**
     * @return what to tell the house; empty where it was told a moment ago
     */
    synchronized Optional<HouseEvent.ScriptFailed> add(int version, String text, Instant now) {
        last = new Failure(now, version, bounded(text), last == null ? 1 : last.failures() + 1);
        if (told != null && version <= told.version() && isShortlyAfterTold(now)) {
            return Optional.empty();
        }
        told = last;
        return Optional.of(
                new HouseEvent.ScriptFailed(script, version, last.text(), last.failures()));
    }

    /** A clock that was set back does not keep anybody quiet. */
    private boolean isShortlyAfterTold(Instant now) {
        return !now.isBefore(told.at()) && now.isBefore(told.at().plus(BETWEEN_EVENTS));
    }

    synchronized Optional<Failure> last() {
        return Optional.ofNullable(last);
    }

    /** One line, not cut within a character. */
    private static String bounded(String text) {
        boolean fits = text.length() <= MOST_TEXT;
        int end = fits ? text.length() : MOST_TEXT - 1;
        if (!fits && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        String line = text.substring(0, end).replaceAll("\\p{Cntrl}+", " ");
        return fits ? line : line + "…";
    }
}
