package org.patchbay.hub.internal.outside;

import java.util.Optional;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Trunk;

/**
 * Who a call says that it is from, before the directory has its say.
 *
 * @param party the caller, or whom a plan shows in his place
 * @param fromOutside that is the caller as he came in by a trunk, whatever he claims to be
 */
public record ShownCaller(Party party, boolean fromOutside) {
    /**
     * Who is shown there. Over a trunk: the number of the user for it, else what its own terms say.
     * Who is anonymous stays so, and who claims a number that is not shown is not named either.
     *
     * @param user id of whom the call is put down to; empty for nobody of the house
     */
    public Party over(Target target, Optional<String> user, Directory directory) {
        Optional<Trunk> trunk = OutsideLines.trunk(target, directory);
        if (trunk.isEmpty() || party.equals(Party.ANONYMOUS)) {
            return party;
        }
        String number =
                user.map(directory.users()::get)
                        .map(u -> u.callerIds().get(trunk.get().id()))
                        .orElseGet(() -> trunk.get().terms().shown(party.number(), fromOutside));
        boolean same = number.equals(party.number());
        return same ? party : new Party(number, fromOutside ? "" : party.name());
    }
}
