package org.patchbay.hub.internal.call;

import java.util.stream.Collectors;
import org.patchbay.call.api.Plan;

/** A plan in one line, for events and people. */
final class PlanText {
    private static final int MAX_LENGTH = 200;

    private PlanText() {}

    static String of(Plan plan) {
        String text = describe(plan);
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
    }

    private static String describe(Plan plan) {
        if (plan instanceof Plan.Ring ring) {
            String targets =
                    ring.targets().stream().map(Object::toString).collect(Collectors.joining(", "));
            String how = ring.strategy() == Plan.Strategy.ALL ? "ring " : "ring in order ";
            return how + targets;
        }
        if (plan instanceof Plan.JoinRoom join) {
            return "room " + join.room();
        }
        if (plan instanceof Plan.RunApp run) {
            return "app " + run.app();
        }
        if (plan instanceof Plan.Reject reject) {
            return "reject " + reject.reason();
        }
        throw new IllegalStateException("no such plan: " + plan);
    }
}
