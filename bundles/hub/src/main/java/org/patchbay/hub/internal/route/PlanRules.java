package org.patchbay.hub.internal.route;

import java.util.Optional;
import org.patchbay.call.api.Plan;

/** What a plan must keep to, besides what its own records check. */
public final class PlanRules {
    /** How deep plans may be nested by {@code otherwise}. */
    public static final int MAX_DEPTH = 16;

    private static final int MAX_NAME_LENGTH = 128;

    private PlanRules() {}

    /** What is wrong with it, for people. */
    public static Optional<String> problem(Plan plan) {
        return problem(plan, 1);
    }

    private static Optional<String> problem(Plan plan, int depth) {
        if (depth > MAX_DEPTH) {
            return Optional.of("plans are nested deeper than " + MAX_DEPTH);
        }
        if (plan instanceof Plan.JoinRoom join && !isName(join.room())) {
            return Optional.of("a room needs a number of 1 to 128 characters");
        }
        if (plan instanceof Plan.RunApp run && !isName(run.app())) {
            return Optional.of("an app needs a name of 1 to 128 characters");
        }
        if (plan instanceof Plan.Ring ring) {
            return ring.otherwise().values().stream()
                    .map(next -> problem(next, depth + 1))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= MAX_NAME_LENGTH;
    }
}
