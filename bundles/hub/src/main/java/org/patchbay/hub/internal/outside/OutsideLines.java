package org.patchbay.hub.internal.outside;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.User;

/**
 * What users may do over trunks, and who does at present: whom a call is put down to is known only
 * here. What a trunk itself allows is its provider's. Any thread.
 */
public final class OutsideLines {
    private static final String SCHEME = "trunk";

    private final Map<LegId, String> users = new HashMap<>();

    /**
     * Lets a leg go over a trunk, until {@link #left}; of two that come together the first has the
     * last place.
     *
     * @param user id of whom the call is put down to; empty for nobody of the house
     * @return why it may not; no other trunk will change that
     */
    public synchronized Optional<DisconnectCause> enter(
            LegId leg, Target target, Optional<String> user, Directory directory) {
        Optional<DisconnectCause> no = refuses(target, user, directory);
        if (no.isEmpty() && target.scheme().equals(SCHEME)) {
            user.map(directory.users()::get).ifPresent(who -> users.put(leg, who.id()));
        }
        return no;
    }

    /** Why a leg might not go there now; empty where it might. */
    public synchronized Optional<DisconnectCause> refuses(
            Target target, Optional<String> user, Directory directory) {
        Optional<User> who = user.map(directory.users()::get);
        if (who.isEmpty() || !target.scheme().equals(SCHEME)) {
            return Optional.empty();
        }
        if (!who.get().limits().numbers().permits(number(target))) {
            return refused("user " + who.get().id() + " may not call that number");
        }
        int up = (int) users.values().stream().filter(who.get().id()::equals).count();
        return who.get().limits().hasRoom(up)
                ? Optional.empty()
                : refused("user " + who.get().id() + " has " + up + " calls over trunks");
    }

    /** The leg has ended, or never began. */
    public synchronized void left(LegId leg) {
        users.remove(leg);
    }

    synchronized int up() {
        return users.size();
    }

    private static Optional<DisconnectCause> refused(String why) {
        return Optional.of(DisconnectCause.of(Reason.FORBIDDEN, why));
    }

    /** The trunk that a target names; empty for any other target, and for one that is gone. */
    static Optional<Trunk> trunk(Target target, Directory directory) {
        return target.scheme().equals(SCHEME)
                ? Optional.ofNullable(directory.trunks().get(id(target)))
                : Optional.empty();
    }

    private static String id(Target target) {
        int slash = target.address().indexOf('/');
        return slash < 0 ? target.address() : target.address().substring(0, slash);
    }

    private static String number(Target target) {
        return target.address().substring(target.address().indexOf('/') + 1);
    }
}
