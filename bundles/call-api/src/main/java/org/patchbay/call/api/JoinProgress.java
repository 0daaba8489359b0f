package org.patchbay.call.api;

import java.util.Objects;

/** What becomes of a third, as the leg is told whose far side wants it in the call. */
public sealed interface JoinProgress {
    /** It is being reached; {@link Done} or {@link Failed} follows, unless the call ends first. */
    record Begun() implements JoinProgress {}

    /** The three talk. */
    record Done() implements JoinProgress {}

    /** It did not come: the two talk on. */
    record Failed(DisconnectCause cause) implements JoinProgress {
        public Failed {
            Objects.requireNonNull(cause);
        }
    }

    /**
     * It is not tried, and nothing has changed.
     *
     * @param why for people
     */
    record Refused(String why) implements JoinProgress {
        public Refused {
            Objects.requireNonNull(why);
        }
    }
}
