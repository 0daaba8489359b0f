package org.patchbay.directory.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What shall become of some calls, as the directory says it. Routes are tried in their order; the
 * first whose conditions all fit is carried out.
 */
public record Route(String id, When when, Step step) {
    public Route {
        Objects.requireNonNull(id);
        Objects.requireNonNull(when);
        Objects.requireNonNull(step);
    }

    /**
     * Which calls. An empty list, or no hours, is no condition.
     *
     * @param trunks ids of those that the call may have come by, {@link #ANY_TRUNK} for all; none:
     *     calls of our own devices
     * @param called patterns of the dialled number: digits, {@code * # +} as they are, {@code x}
     *     for any digit, {@code [2-5]} for one of them, {@code .} at the end for any rest
     * @param caller the same of the caller's number, or {@link #ANONYMOUS}
     * @param hours id of {@link Hours} in which the call comes
     */
    public record When(
            List<String> trunks, List<String> called, List<String> caller, Optional<String> hours) {
        public static final String ANY_TRUNK = "*";
        public static final String ANONYMOUS = "anonymous";

        /** Every call of our own devices. */
        public static final When ALWAYS =
                new When(List.of(), List.of(), List.of(), Optional.empty());

        public When {
            trunks = List.copyOf(trunks);
            called = List.copyOf(called);
            caller = List.copyOf(caller);
            Objects.requireNonNull(hours);
        }

        public boolean ofTrunks() {
            return !trunks.isEmpty();
        }
    }

    /**
     * What to do. One of {@code ring}, {@code out}, {@code voicemail}, {@code menu}, {@code app},
     * {@code room}, {@code reject}; beside one of the first two, a voicemail box or a menu is where
     * the call goes when nobody answered.
     *
     * @param ring targets, all at once or one after the other
     * @param timeoutS until no answer; of each target where they ring in order
     * @param otherwise by outcome: {@code noAnswer}, {@code busy}, {@code declined}, {@code
     *     unreachable}, {@code failed}
     */
    public record Step(
            List<String> ring,
            boolean inOrder,
            Optional<Out> out,
            OptionalInt timeoutS,
            Optional<CallerId> callerId,
            Optional<String> voicemail,
            Optional<String> menu,
            Optional<String> app,
            Optional<String> room,
            Optional<String> reject,
            Map<String, Step> otherwise) {
        public Step {
            ring = List.copyOf(ring);
            Objects.requireNonNull(out);
            Objects.requireNonNull(timeoutS);
            Objects.requireNonNull(callerId);
            Objects.requireNonNull(voicemail);
            Objects.requireNonNull(menu);
            Objects.requireNonNull(app);
            Objects.requireNonNull(room);
            Objects.requireNonNull(reject);
            otherwise = Map.copyOf(otherwise);
        }
    }

    /**
     * Over trunks, each where the one before it fails.
     *
     * @param number to call there; empty for the dialled one, without its first {@code strip}
     *     characters and with {@code prefix} before it
     * @param form in which the trunk gets it, {@code e164} or {@code national}, where it is a
     *     public number by the {@link NumberPlan} of the house; empty for as it is
     */
    public record Out(
            List<String> trunks,
            Optional<String> number,
            int strip,
            String prefix,
            Optional<String> form) {
        public Out {
            trunks = List.copyOf(trunks);
            Objects.requireNonNull(number);
            Objects.requireNonNull(prefix);
            Objects.requireNonNull(form);
        }
    }

    /** Shown to who is called instead of the caller's own; either may be empty. */
    public record CallerId(String number, String name) {
        public CallerId {
            Objects.requireNonNull(number);
            Objects.requireNonNull(name);
        }
    }
}
