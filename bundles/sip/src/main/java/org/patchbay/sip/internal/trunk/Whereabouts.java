package org.patchbay.sip.internal.trunk;

import org.patchbay.directory.api.Trunk;
import org.patchbay.sip.internal.message.HostPort;
import org.patchbay.sip.internal.message.NextHop;
import org.patchbay.sip.internal.message.SipResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one trunk finds us by now. Any thread asks; the rest is on the queue of the trunk. */
final class Whereabouts {
    private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

    private final TrunkRim rim;
    private final String trunk;
    private volatile OwnPlace place;

    Whereabouts(TrunkRim rim, Trunk trunk) {
        this.rim = rim;
        this.trunk = trunk.id();
        this.place = OwnPlace.of(trunk.line().publicAddress(), rim.nanos().getAsLong());
    }

    /** As whoever is there sees us. */
    HostPort at(NextHop hop) {
        return place.at(hop.transport(), rim.local().apply(hop));
    }

    /** Knows what was known before the directory changed. */
    void follow(Whereabouts before) {
        place = place.heirOf(before.place);
    }

    void heard(SipResponse response, NextHop by) {
        HostPort before = at(by);
        HostPort local = rim.local().apply(by);
        response.seenAt().ifPresent(seen -> place = place.seen(by.transport(), local, seen));
        if (!at(by).equals(before)) {
            LOG.info("trunk {} finds us at {}", trunk, at(by));
        }
    }

    /** Whether a REGISTER for this alone may go out now; if so, the next must wait. */
    boolean mayTell() {
        long now = rim.nanos().getAsLong();
        boolean may = place.mayTell(now);
        place = may ? place.toldNow(now) : place;
        return may;
    }
}
