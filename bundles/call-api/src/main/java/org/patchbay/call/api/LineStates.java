package org.patchbay.call.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who is being called, calls or talks, as a lamp on somebody else's phone shows it. Any thread may
 * call; nothing blocks.
 */
@ProviderType
public interface LineStates {
    /**
     * What that target does at this moment, such as {@code device:1001}, on all of its branches;
     * oldest first.
     */
    List<Line> lines(Target whom);

    /**
     * Calls {@code listener} after each change with whose it was, on a thread of its own; empty
     * where changes were lost and anybody's may be among them.
     *
     * @return close it to stop
     */
    AutoCloseable onChange(Consumer<Optional<Target>> listener);

    /**
     * One leg.
     *
     * @param outgoing it called us; false where we called it
     */
    record Line(LegId leg, boolean outgoing, State state) {
        public Line {
            Objects.requireNonNull(leg);
            Objects.requireNonNull(state);
        }
    }

    /** How far a leg has come. */
    enum State {
        /** Nothing is heard of the far side yet. */
        TRYING,
        RINGING,
        TALKING
    }
}
