package org.patchbay.hub.internal.route;

import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.Plan;

/** What a plan must keep to, besides what its own records check. */
public final class PlanRules {
    /** How deep plans may be nested by {@code otherwise}. */
    public static final int MAX_DEPTH = 16;

    private static final int MAX_NAME_LENGTH = 128;

    private PlanRules() {}

    /** What is wrong with it and where, for people. */
    public static Optional<String> problem(Plan plan) {
        return problem(plan, "plan", 1, false);
    }

    /** The same for what a driver dials: it keeps its call, so that nothing but a ring fits. */
    public static Optional<String> problemOfDial(Plan.Ring ring) {
        return problem(ring, "dial", 1, true);
    }

    private static Optional<String> problem(Plan plan, String place, int depth, boolean ringOnly) {
        if (depth > MAX_DEPTH) {
            return Optional.of(place + ": plans are nested deeper than " + MAX_DEPTH);
        }
        if (plan instanceof Plan.Ring ring) {
            return otherwise(ring.otherwise(), place, depth, ringOnly);
        }
        if (ringOnly) {
            return Optional.of(
                    place
                            + ": a dial can only ring somebody; passTo gives the call to other plans");
        }
        if (plan instanceof Plan.JoinRoom join && !isName(join.room())) {
            return Optional.of(place + ": a room needs a number of 1 to 128 characters");
        }
        if (plan instanceof Plan.RunApp run && !isName(run.app())) {
            return Optional.of(place + ": an app needs a name of 1 to 128 characters");
        }
        return plan instanceof Plan.RunApp run
                ? otherwise(run.otherwise(), place, depth, false)
                : Optional.empty();
    }

    private static Optional<String> otherwise(
            Map<Plan.Outcome, Plan> plans, String place, int depth, boolean ringOnly) {
        String there = place + ".otherwise.";
        return plans.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> problem(e.getValue(), there + e.getKey(), depth + 1, ringOnly))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= MAX_NAME_LENGTH;
    }
}
