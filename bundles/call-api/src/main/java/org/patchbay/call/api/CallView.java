package org.patchbay.call.api;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A call as an app sees it when it decides.
 *
 * @param device the calling device; empty where the call came by a trunk or was made by command
 *     without one
 * @param user id of the calling device's user
 * @param trunk the trunk that it came by
 * @param request set where a plan sent the call to this app by name; then {@link Decision.NotMine}
 *     is an error
 */
public record CallView(
        CallId id,
        Instant startedAt,
        Party caller,
        String called,
        Optional<String> device,
        Optional<String> user,
        Optional<String> trunk,
        Optional<AppRequest> request) {
    public CallView {
        Objects.requireNonNull(id);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(called);
        Objects.requireNonNull(device);
        Objects.requireNonNull(user);
        Objects.requireNonNull(trunk);
        Objects.requireNonNull(request);
    }

    /** An app asked for by name, with the arguments of the plan. */
    public record AppRequest(String app, Map<String, String> arguments) {
        public AppRequest {
            Objects.requireNonNull(app);
            arguments = Map.copyOf(arguments);
        }
    }
}
