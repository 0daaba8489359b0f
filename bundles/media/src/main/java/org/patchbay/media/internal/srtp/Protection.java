package org.patchbay.media.internal.srtp;

import java.util.Objects;

/** How a session's packets are protected from one agreement on. */
public record Protection(String suite, SrtpSender sender, SrtpReceiver receiver) {
    public Protection {
        Objects.requireNonNull(suite);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(receiver);
    }
}
