package org.patchbay.scripting.internal.call;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.patchbay.call.api.CallControl;

/**
 * One checked thing that a script asked for, to be carried out after the script was left.
 *
 * @param ends the call belongs to somebody else afterwards
 */
record Verb(String name, boolean ends, Work work) {
    /** Carries it out. */
    @FunctionalInterface
    interface Work {
        CompletionStage<?> on(CallControl call);
    }

    static Verb of(String name, Work work) {
        return new Verb(name, false, work);
    }

    /** Where prompts are. */
    interface Prompts {
        /**
         * @throws org.patchbay.scripting.internal.plan.PlanException where there is no such file
         */
        Path find(String name, String place);
    }
}
