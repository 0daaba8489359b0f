package org.patchbay.directory.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which number a call over a trunk may show.
 *
 * @param own the trunk's; empty where it has none
 * @param users numbers of users there, by the user's id
 * @param allowed others that a call may ask to be shown
 * @param forwarded whether a call that came by a trunk keeps its caller's number
 */
public record CallerIds(
        Optional<String> own,
        Map<String, String> users,
        List<NumberPattern> allowed,
        boolean forwarded) {
    public CallerIds {
        Objects.requireNonNull(own);
        users = Map.copyOf(users);
        allowed = List.copyOf(allowed);
    }

    /**
     * The number to show. In this order: nobody's, where the call shows none; what it asks for,
     * where the user may claim that; the caller's own, where the call came from outside and that is
     * passed on; the user's number here; the trunk's. Nobody else's, ever.
     *
     * @param wish what the call would show; empty for anonymous
     * @param user whose call it is
     * @param fromOutside it came by a trunk
     * @return empty for anonymous
     */
    public String shown(String wish, Optional<String> user, boolean fromOutside) {
        Optional<String> ofUser = user.map(users::get);
        boolean keep =
                wish.isEmpty()
                        || own.filter(wish::equals).isPresent()
                        || ofUser.filter(wish::equals).isPresent()
                        || allowed.stream().anyMatch(pattern -> pattern.fits(wish))
                        || fromOutside && forwarded;
        return keep ? wish : ofUser.or(() -> own).orElse("");
    }
}
