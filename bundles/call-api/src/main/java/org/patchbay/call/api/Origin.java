package org.patchbay.call.api;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a call comes from that dials somebody.
 *
 * @param user id of the user whose device calls
 * @param trunk the trunk that it came by
 * @param passage what it brought along
 */
public record Origin(Optional<String> user, Optional<String> trunk, Passage passage) {
    /** Nobody's: a call that the house makes itself. */
    public static final Origin HOUSE =
            new Origin(Optional.empty(), Optional.empty(), Passage.FIRST);

    public Origin {
        Objects.requireNonNull(user);
        Objects.requireNonNull(trunk);
        Objects.requireNonNull(passage);
    }
}
