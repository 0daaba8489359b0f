package org.patchbay.hub.internal.route;

import java.util.Optional;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.User;
import org.patchbay.hub.internal.message.Owner;

/** Whose a leg is, by the target that it came from or was dialled with. */
public final class Owners {
    public static final String BROWSER = "browser";

    private Owners() {}

    public static Owner of(Directory directory, String text) {
        if (text.indexOf(':') < 1) {
            return Owner.NOBODY;
        }
        Target target = Target.parse(text);
        switch (target.scheme()) {
            case "device":
                return device(directory, target.address());
            case "trunk":
                return trunk(target.address());
            case BROWSER:
                return browser(directory, target).map(Owners::user).orElse(Owner.NOBODY);
            default:
                return Owner.NOBODY;
        }
    }

    /** The user whose phone in a browser that is; a branch names one page behind a mark. */
    public static Optional<User> browser(Directory directory, Target target) {
        return target.scheme().equals(BROWSER)
                ? Optional.ofNullable(directory.users().get(before('#', target.address())))
                : Optional.empty();
    }

    private static Owner user(User user) {
        return new Owner(
                user.devices().stream().findFirst(),
                Optional.of(user.id()),
                Optional.empty(),
                Optional.of(new Party(user.number(), user.name())));
    }

    /** A branch names one contact of the device behind a mark. */
    private static Owner device(Directory directory, String address) {
        String id = before('#', address);
        Optional<User> user = directory.userOfDevice(id);
        Party party =
                user.map(u -> new Party(u.number(), u.name())).orElseGet(() -> new Party(id, ""));
        return new Owner(Optional.of(id), user.map(User::id), Optional.empty(), Optional.of(party));
    }

    /** {@code acme/+4930123}, or only {@code acme} for a call that came in. */
    private static Owner trunk(String address) {
        String id = before('/', address);
        Optional<Party> party =
                id.length() == address.length()
                        ? Optional.empty()
                        : Optional.of(new Party(address.substring(id.length() + 1), ""));
        return new Owner(Optional.empty(), Optional.empty(), Optional.of(id), party);
    }

    private static String before(char mark, String address) {
        int at = address.indexOf(mark);
        return at < 0 ? address : address.substring(0, at);
    }
}
