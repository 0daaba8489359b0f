package org.patchbay.hub.internal.drive;

import java.util.Optional;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Plan;
import org.patchbay.hub.internal.fork.Fork;

/**
 * A dial that a driver asked for.
 *
 * @param ring what is rung now: the plan itself, or what it says otherwise
 * @param fork empty until it is known whom the targets stand for, and once somebody answered
 * @param peer who answered
 * @param joined both are in the mix
 */
record Dialling(
        long ticket,
        Plan.Ring ring,
        Fork.Shown shown,
        Optional<Fork> fork,
        Optional<LegId> peer,
        boolean joined) {
    static Dialling begin(long ticket, Plan.Ring ring, Drive.Setting setting) {
        Fork.Shown shown =
                new Fork.Shown(
                        ring.callerId().orElse(setting.caller()), setting.called(), ring.timeout());
        return new Dialling(ticket, ring, shown, Optional.empty(), Optional.empty(), false);
    }

    boolean rings(LegId leg) {
        return fork.filter(f -> f.ringing().containsKey(leg)).isPresent();
    }

    Dialling with(Fork now) {
        return new Dialling(ticket, ring, shown, Optional.of(now), Optional.empty(), false);
    }

    Dialling answeredBy(LegId leg) {
        return new Dialling(ticket, ring, shown, Optional.empty(), Optional.of(leg), false);
    }

    Dialling inMix() {
        return new Dialling(ticket, ring, shown, Optional.empty(), peer, true);
    }
}
