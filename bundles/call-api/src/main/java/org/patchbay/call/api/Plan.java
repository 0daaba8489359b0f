package org.patchbay.call.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What shall become of a call, as data: it can be tested, stored, explained and replayed. The hub
 * carries it out.
 */
public sealed interface Plan {
    /**
     * Ring these; the first answer wins.
     *
     * @param targets in their order, 1…32 of them
     * @param timeout until no answer; for each target where they ring in order
     * @param otherwise what to do instead of giving the caller the outcome
     * @param callerId shown instead of the caller's own
     */
    record Ring(
            List<Target> targets,
            Strategy strategy,
            Duration timeout,
            Map<Outcome, Plan> otherwise,
            Optional<Party> callerId)
            implements Plan {
        public Ring {
            targets = List.copyOf(targets);
            Objects.requireNonNull(strategy);
            Objects.requireNonNull(callerId);
            otherwise = Map.copyOf(otherwise);
            if (targets.isEmpty() || targets.size() > 32) {
                throw new IllegalArgumentException("ring: 1 to 32 targets, not " + targets.size());
            }
            if (timeout.isNegative() || timeout.isZero() || timeout.toHours() > 1) {
                throw new IllegalArgumentException("ring: timeout " + timeout);
            }
        }

        public static Ring all(List<Target> targets, Duration timeout) {
            return new Ring(targets, Strategy.ALL, timeout, Map.of(), Optional.empty());
        }
    }

    /** Into the conference room of that number. */
    record JoinRoom(String room) implements Plan {
        public JoinRoom {
            Objects.requireNonNull(room);
        }
    }

    /**
     * To the app of that name.
     *
     * @param otherwise where it cannot have the call: {@link Outcome#UNREACHABLE} where it is not
     *     installed, {@link Outcome#FAILED} where it does not take the call
     */
    record RunApp(String app, Map<String, String> arguments, Map<Outcome, Plan> otherwise)
            implements Plan {
        public RunApp {
            Objects.requireNonNull(app);
            arguments = Map.copyOf(arguments);
            otherwise = Map.copyOf(otherwise);
        }

        public RunApp(String app, Map<String, String> arguments) {
            this(app, arguments, Map.of());
        }
    }

    /** No. */
    record Reject(DisconnectCause.Reason reason) implements Plan {
        public Reject {
            Objects.requireNonNull(reason);
        }
    }

    enum Strategy {
        ALL,
        ORDER
    }

    /** How ringing can fail. */
    enum Outcome {
        NO_ANSWER,
        BUSY,
        DECLINED,
        UNREACHABLE,
        FAILED
    }
}
