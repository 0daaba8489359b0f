package org.patchbay.call.api;

import java.util.Objects;

/** What became of a command. */
public sealed interface CommandResult {
    record Done(CallId call) implements CommandResult {
        public Done {
            Objects.requireNonNull(call);
        }
    }

    /** It was not carried out; the reason is for people. */
    record Refused(String reason) implements CommandResult {
        public Refused {
            Objects.requireNonNull(reason);
        }
    }
}
