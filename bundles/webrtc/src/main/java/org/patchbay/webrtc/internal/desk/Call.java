package org.patchbay.webrtc.internal.desk;

import org.patchbay.call.api.Party;

/** One call of a page. */
final class Call {
    enum State {
        /** The page was told and has not linked it. */
        PENDING,
        /** Linked, and waits for the session's answer or packets. */
        LINKED,
        /** A call of the page's own that the hub has. */
        PLACED,
        /** The two talk. */
        UP
    }

    final String id;

    /** The page asked for it here: there is no leg before it is linked. */
    final boolean own;

    final boolean out;
    final String to;
    Party party;
    State state = State.PENDING;
    String shown = "ringing";

    /** The session that it is linked to; null for none. */
    String session;

    long until;

    Call(String id, boolean own, boolean out, String to, Party party, long until) {
        this.id = id;
        this.own = own;
        this.out = out;
        this.to = to;
        this.party = party;
        this.until = until;
    }

    boolean hasLeg() {
        return !own || state == State.PLACED || state == State.UP;
    }
}
