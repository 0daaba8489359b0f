package org.patchbay.call.api;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

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
     * The leg goes elsewhere, whatever its call is about, and those whom it leaves go on: an app
     * loses the call, a room and two of three go on without it, and the other one of two gives it
     * away as by {@link Transfer}. Refused, with nothing changed, where the leg cannot go just then
     * or where it is known that nobody can be had there.
     *
     * @param leg who goes
     * @param to a number or somebody, never a seat
     */
    record Move(CallId call, LegId leg, TransferTo to) implements CallCommand {
        public Move {
            Objects.requireNonNull(call);
            Objects.requireNonNull(leg);
            if (to instanceof TransferTo.SeatOf) {
                throw new IllegalArgumentException("nobody is moved to a seat: transfer does that");
            }
            Objects.requireNonNull(to);
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
     * A third is rung and talks with the two: each of the three hears the two others. The two talk
     * on meanwhile, and where nobody answers. Whoever ends its leg is out, and the others talk on.
     *
     * @param leg the one of the two as whom a number is dialled
     * @param third a number or somebody, never a seat
     */
    record Join(CallId call, LegId leg, TransferTo third) implements CallCommand {
        public Join {
            Objects.requireNonNull(call);
            Objects.requireNonNull(leg);
            if (third instanceof TransferTo.SeatOf) {
                throw new IllegalArgumentException("a seat cannot be rung");
            }
            Objects.requireNonNull(third);
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
     * Plays keys to the far side of a leg, one after the other.
     *
     * @param keys 1 to 32 of {@code 0–9 * # A–D}
     */
    record Press(CallId call, LegId leg, String keys) implements CallCommand {
        private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{1,32}");

        public Press {
            Objects.requireNonNull(call);
            Objects.requireNonNull(leg);
            requireKeys(keys);
        }

        /**
         * @throws IllegalArgumentException where that is no row of keys
         */
        public static void requireKeys(String keys) {
            if (!KEYS.matcher(keys).matches()) {
                throw new IllegalArgumentException("1 to 32 keys of 0-9 * # A-D are needed");
            }
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

    /**
     * Rings {@code by}; when it answers, it hears that call or room and is not heard, until it
     * hangs up or that is over. A call of its own, which says so in its state. Those who are heard
     * are told by a tone where the house has it so.
     */
    record Listen(CallId call, Target by) implements CallCommand {
        public Listen {
            Objects.requireNonNull(call);
            Objects.requireNonNull(by);
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
