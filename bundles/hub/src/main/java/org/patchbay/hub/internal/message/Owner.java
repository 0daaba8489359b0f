package org.patchbay.hub.internal.message;

import java.util.Objects;
import java.util.Optional;
import org.patchbay.call.api.Party;

/**
 * Whose leg it is, as the directory knows it.
 *
 * @param party as others are shown its user, or who is behind the trunk
 */
public record Owner(
        Optional<String> device,
        Optional<String> user,
        Optional<String> trunk,
        Optional<Party> party) {
    /** Somebody whom the directory does not know. */
    public static final Owner NOBODY =
            new Owner(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Owner {
        Objects.requireNonNull(device);
        Objects.requireNonNull(user);
        Objects.requireNonNull(trunk);
        Objects.requireNonNull(party);
    }
}
