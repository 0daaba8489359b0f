package org.patchbay.call.api;

import java.util.Objects;
import java.util.Optional;
import org.patchbay.media.api.MediaSessionSnapshot;

/**
 * A leg as it is now.
 *
 * @param target how it was reached, or whence it came: {@code device:1001}
 * @param state of the leg's own protocol, such as {@code early} or {@code confirmed}
 * @param address of the far side as its protocol writes it
 */
public record LegSnapshot(
        LegId id,
        boolean incoming,
        String target,
        String state,
        String address,
        Optional<MediaSessionSnapshot> media) {
    public LegSnapshot {
        Objects.requireNonNull(id);
        Objects.requireNonNull(target);
        Objects.requireNonNull(media);
    }
}
