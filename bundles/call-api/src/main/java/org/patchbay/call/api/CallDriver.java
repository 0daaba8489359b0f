package org.patchbay.call.api;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** An app at work on one call. */
@FunctionalInterface
@ConsumerType
public interface CallDriver {
    /**
     * Runs the call; returns at once. When the stage completes the call is hung up, unless it was
     * passed on; when it fails the caller gets a 500 or, once answered, a BYE. It fails with {@link
     * CallControl.AppGoneException} where the app goes and the call shall not.
     */
    CompletionStage<Void> run(CallControl call);
}
