package org.patchbay.hub.internal.call;

import java.util.Optional;

/**
 * What commands have moved of a call, and what they want to.
 *
 * @param wanted who is to go, while it is looked whether it can
 * @param last number of the last driver that lost the call so; 0 for none
 */
record Moves(Optional<Moving> wanted, int last) {
    static final Moves NONE = new Moves(Optional.empty(), 0);

    Moves want(Moving moving) {
        return new Moves(Optional.of(moving), last);
    }

    Moves done() {
        return new Moves(Optional.empty(), last);
    }

    /** Whether that driver has no call any more since then. */
    boolean lost(int driver) {
        return driver <= last;
    }

    Moves lostBy(int driver) {
        return new Moves(wanted, driver);
    }
}
