package org.patchbay.call.api;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides about a call: the second of the two ways to extend the house. Register it as a service;
 * it may come, go and be replaced while calls are up. The hub asks the apps by falling {@link
 * #rank} until one does not say {@link Decision.NotMine}.
 */
@ConsumerType
public interface CallApp {
    /** By this name plans send calls here: {@code {app: 'voicemail'}}. */
    String name();

    /** Apps of a higher rank are asked first; among equals the name decides. */
    default int rank() {
        return 0;
    }

    /**
     * Whether {@link #decide} is sure to return at once: it only looks at what it has and hands the
     * rest to a thread of its own. Then it is called on the call's thread. Others are called on
     * threads for apps, where one that blocks holds up nobody else's call.
     */
    default boolean returnsAtOnce() {
        return false;
    }

    /**
     * What shall become of the call? Complete the stage whenever it is known, on any thread. The
     * hub waits for a bounded time, then goes on without.
     */
    CompletionStage<Decision> decide(CallView call);
}
