package org.patchbay.call.api;

import java.util.Objects;
import java.util.Optional;

/**
 * What the console, REST and scripts may ask for: one record, one validator, one path to the call.
 */
public sealed interface CallCommand {
    /**
     * Rings {@code from}; when it answers, routes {@code number} as if that device had dialled it.
     */
    record Originate(Target from, String number) implements CallCommand {
        public Originate {
            Objects.requireNonNull(from);
            Objects.requireNonNull(number);
        }
    }

    /**
     * The leg leaves two who talk, and whom it talked to is connected to somebody else. It comes
     * back where nobody answers, and ends where somebody did.
     *
     * @param leg who leaves
     */
    record Transfer(CallId call, LegId leg, TransferTo to) implements CallCommand {
        public Transfer {
            Objects.requireNonNull(call);
            Objects.requireNonNull(leg);
            Objects.requireNonNull(to);
        }

        public Transfer(CallId call, LegId leg, Target to) {
            this(call, leg, new TransferTo.Somebody(to));
        }
    }

    /**
     * Puts one of two who talk on hold, or takes it off: it hears music and is not heard, and whom
     * it talks to hears nothing meanwhile. Ends by itself where the other leaves.
     *
     * @param leg who waits
     */
    record Hold(CallId call, LegId leg, boolean held) implements CallCommand {
        public Hold {
            Objects.requireNonNull(call);
            Objects.requireNonNull(leg);
        }
    }

    /**
     * A member of a room is not heard, or is heard again; it hears the others all the same.
     *
     * @param call the room
     */
    record Mute(CallId call, LegId leg, boolean muted) implements CallCommand {
        public Mute {
            Objects.requireNonNull(call);
            Objects.requireNonNull(leg);
        }
    }

    /**
     * A member of a room is sent out: it hears that it was, its call ends, and for a minute it does
     * not get in again.
     *
     * @param call the room
     */
    record Kick(CallId call, LegId leg) implements CallCommand {
        public Kick {
            Objects.requireNonNull(call);
            Objects.requireNonNull(leg);
        }
    }

    /**
     * Nobody else gets into a room, or everybody again. Ends with the room. Whoever is on the way
     * in already has a seat and stands in the roster.
     *
     * @param call the room
     */
    record Lock(CallId call, boolean locked) implements CallCommand {
        public Lock {
            Objects.requireNonNull(call);
        }
    }

    /** Ends a call, or one leg of it. */
    record Hangup(CallId call, Optional<LegId> leg) implements CallCommand {
        public Hangup {
            Objects.requireNonNull(call);
            Objects.requireNonNull(leg);
        }
    }
}
