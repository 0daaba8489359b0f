package org.patchbay.hub.internal.actor;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.media.api.NoMediaPortException;
import org.patchbay.sdp.NoCommonFormatException;

/** What a failure of a leg means for its call. */
final class Causes {
    private Causes() {}

    static DisconnectCause of(Throwable failure) {
        Throwable root = unwrap(failure);
        if (root instanceof NoCommonFormatException) {
            return DisconnectCause.of(Reason.NO_COMMON_CODEC);
        }
        if (root instanceof NoMediaPortException) {
            return DisconnectCause.of(Reason.UNAVAILABLE, "no media port is free");
        }
        return DisconnectCause.of(Reason.SERVER_ERROR);
    }

    static Throwable unwrap(Throwable failure) {
        Throwable root = failure;
        while ((root instanceof CompletionException || root instanceof ExecutionException)
                && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    static RuntimeException unchecked(Throwable failure) {
        Throwable root = unwrap(failure);
        return root instanceof RuntimeException known
                ? known
                : new IllegalStateException(String.valueOf(root.getMessage()), root);
    }
}
