package org.patchbay.sip.internal.leg;

import org.patchbay.call.api.DialRequest;
import org.patchbay.call.api.Passage;
import org.patchbay.call.api.Target;
import org.patchbay.sip.internal.dialog.Tokens;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.OutRequest;

/**
 * By what a call that we send out is known, should it come back.
 *
 * @param target whom it was to reach
 * @param session its Session-ID (RFC 7989): the same on every leg, wherever others pass it on
 */
record Trail(Target target, Passage passage, String session) {
    static final String SESSION_ID = "Session-ID";
    static final String NOBODY = "0".repeat(32);

    static Trail of(DialRequest request, Tokens tokens) {
        Passage passage = request.passage();
        String session = passage.session().isEmpty() ? tokens.session() : passage.session();
        return new Trail(request.target(), passage, session);
    }

    boolean isOverTrunk() {
        return target.scheme().equals("trunk");
    }

    /** Of a target {@code trunk:ID/NUMBER}. */
    String number() {
        return target.address().substring(target.address().indexOf('/') + 1);
    }

    /** The request as it goes on its way. */
    OutRequest mark(OutRequest request) {
        return request.header(new Header(SESSION_ID, session + ";remote=" + NOBODY))
                .header(new Header("Max-Forwards", Integer.toString(passage.hopsLeft())));
    }
}
