package org.patchbay.scripting.internal.plan;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.patchbay.call.api.DisconnectCause.Reason;

/** The outcomes of the house by the names that scripts give them: {@code NOT_FOUND} is notFound. */
public final class Reasons {
    private static final Set<Reason> NO_REJECTION =
            Collections.unmodifiableSet(
                    EnumSet.of(Reason.NORMAL, Reason.ANSWERED_ELSEWHERE, Reason.CANCELLED));
    private static final Map<String, Reason> BY_NAME =
            EnumSet.allOf(Reason.class).stream()
                    .collect(
                            Collectors.toMap(
                                    r -> camel(r.name()), r -> r, (a, b) -> a, TreeMap::new));

    private Reasons() {}

    /** A reason to turn a call down with. */
    public static Reason toReject(Object written, String place) {
        Reason reason = reason(written, place);
        if (NO_REJECTION.contains(reason)) {
            throw new PlanException(
                    place, PlanReader.show(written) + " is no reason to turn a call down");
        }
        return reason;
    }

    /** A reason to end a call with; normal where nothing is written. */
    public static Reason toHangUp(Object written, String place) {
        return written == null ? Reason.NORMAL : reason(written, place);
    }

    private static Reason reason(Object written, String place) {
        Reason reason = written instanceof String name ? BY_NAME.get(name) : null;
        if (reason == null) {
            throw new PlanException(
                    place,
                    PlanReader.show(written) + " is no reason, known are " + BY_NAME.keySet());
        }
        return reason;
    }

    /** {@code NO_ANSWER} as {@code noAnswer}. */
    public static String camel(String constant) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (char c : constant.toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? c : Character.toLowerCase(c));
                upper = false;
            }
        }
        return name.toString();
    }
}
