package org.patchbay.call.api;

import java.util.Objects;

/** What becomes of a transfer, as the leg is told that asked for it. */
public sealed interface TransferProgress {
    /** It is being tried; {@link Done} or {@link Failed} follows. */
    record Begun() implements TransferProgress {}

    /** Somebody is alerted. */
    record Ringing() implements TransferProgress {}

    /** It is through; the leg is hung up next. */
    record Done() implements TransferProgress {}

    /** It was refused, where nothing was told before, or it failed: the call is as it was. */
    record Failed(DisconnectCause cause) implements TransferProgress {
        public Failed {
            Objects.requireNonNull(cause);
        }
    }
}
