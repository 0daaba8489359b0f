package org.patchbay.hub.internal.call;

import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.CallView.AppRequest;
import org.patchbay.call.api.Plan;

/**
 * What apps are asked.
 *
 * @param request the app that the call is sent to; empty where any may decide
 * @param otherwise what to do where that one cannot have it
 */
record Question(Optional<AppRequest> request, Map<Plan.Outcome, Plan> otherwise) {
    /** Whoever wants the call. */
    static final Question OF_ALL = new Question(Optional.empty(), Map.of());

    static Question of(Plan.RunApp run) {
        AppRequest request = new AppRequest(run.app(), run.arguments());
        return new Question(Optional.of(request), run.otherwise());
    }

    static Question of(AppRequest again) {
        return new Question(Optional.of(again), Map.of());
    }
}
