package org.patchbay.webrtc.internal.desk;

import org.patchbay.call.api.CallId;
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

    /** The call that the page only listens to; null where it talks. */
    final String listensTo;

    Party party;
    State state = State.PENDING;
    String shown = "ringing";

    /** The session that it is linked to; null for none. */
    String session;

    long until;

    private Call(
            String id,
            boolean own,
            boolean out,
            String to,
            String listensTo,
            Party party,
            long until) {
        this.id = id;
        this.own = own;
        this.out = out;
        this.to = to;
        this.listensTo = listensTo;
        this.party = party;
        this.until = until;
    }

    /** One that the page asks for. */
    static Call dialled(String id, Said.Call said, long until) {
        return new Call(id, true, true, said.to(), null, new Party(said.to(), ""), until);
    }

    /** One that rings it; the hub says for how long. */
    static Call rung(News.Rung rung) {
        String listensTo = rung.listensTo().map(CallId::value).orElse(null);
        return new Call(rung.call(), false, rung.out(), "", listensTo, rung.party(), Table.NEVER);
    }

    boolean hasLeg() {
        return !own || state == State.PLACED || state == State.UP;
    }
}
