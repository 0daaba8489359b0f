package org.patchbay.web.internal.view;

import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.Party;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.User;

/** Who is behind a target, as the directory knows it. Pure. */
final class Names {
    private final Optional<Directory> directory;

    Names(Optional<Directory> directory) {
        this.directory = directory;
    }

    /**
     * @param target of a leg, such as {@code device:1001#2}
     */
    Party party(String target) {
        int colon = target.indexOf(':');
        String scheme = colon < 0 ? "" : target.substring(0, colon);
        String address = target.substring(colon + 1);
        int branch = address.indexOf('#');
        String whole = branch < 0 ? address : address.substring(0, branch);
        return user(scheme, whole)
                .map(u -> new Party(u.number(), u.name()))
                .orElseGet(() -> new Party(scheme.equals("trunk") ? dialled(whole) : whole, ""));
    }

    private Optional<User> user(String scheme, String id) {
        return directory.flatMap(
                d ->
                        switch (scheme) {
                            case "device" -> d.userOfDevice(id);
                            case "user", "browser" -> user(d.users(), id);
                            default -> Optional.empty();
                        });
    }

    private static Optional<User> user(Map<String, User> users, String id) {
        return Optional.ofNullable(users.get(id));
    }

    /** {@code acme/+4930123} is a number over a trunk. */
    private static String dialled(String address) {
        return address.substring(address.indexOf('/') + 1);
    }
}
