package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.message.SIPRequest;
import javax.sip.InvalidArgumentException;
import javax.sip.message.Request;

/** What clients of RFC 2543 leave out, which the stack makes no transaction without. */
final class OldRequest {
    /** What who names none may have meant (RFC 3261 §16.6 step 3). */
    private static final int MAX_FORWARDS = 70;

    private OldRequest() {}

    static void complete(SIPRequest request) throws InvalidArgumentException {
        if (request.getMaxForwards() == null) {
            request.setMaxForwards(new MaxForwards(MAX_FORWARDS));
        }
        boolean withoutContact =
                request.getContactHeader() == null
                        && request.getFromTag() == null
                        && request.getMethod().equals(Request.INVITE);
        if (withoutContact) {
            Contact contact = new Contact(); // it was optional: From says where to send to
            contact.setAddress(request.getFromHeader().getAddress());
            request.setHeader(contact);
        }
    }
}
