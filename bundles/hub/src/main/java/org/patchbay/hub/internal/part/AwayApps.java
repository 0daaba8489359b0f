package org.patchbay.hub.internal.part;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Names of apps that went with their bundle, as in an update, and may be back soon. Any thread may
 * call.
 */
final class AwayApps {
    private final InstantSource clock;
    private final Map<String, Going> since = new ConcurrentHashMap<>();

    private record Going(Instant at, long bundle) {}

    AwayApps(InstantSource clock) {
        this.clock = clock;
    }

    void went(String name, long bundle) {
        since.put(name, new Going(clock.instant(), bundle));
    }

    /** It was taken away by a bundle that stays: then it is not meant to come back. */
    void forget(String name) {
        since.remove(name);
    }

    /** What was uninstalled does not come back either. */
    void forget(long bundle) {
        since.values().removeIf(going -> going.bundle() == bundle);
    }

    /**
     * How long those that went may still take; empty where nobody is counted on any more.
     *
     * @param patience from the moment that one went
     */
    Optional<Duration> left(Predicate<String> which, Duration patience) {
        Instant oldest = clock.instant().minus(patience);
        since.values().removeIf(going -> !going.at().isAfter(oldest));
        return since.entrySet().stream()
                .filter(app -> which.test(app.getKey()))
                .map(app -> Duration.between(oldest, app.getValue().at()))
                .max(Duration::compareTo);
    }
}
