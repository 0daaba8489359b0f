package org.patchbay.sip.internal.edge;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import java.util.Set;

/** Without these a message cannot be understood at all. */
final class MandatoryHeaders {
    private static final Set<Class<?>> CLASSES =
            Set.of(
                    From.class,
                    To.class,
                    CSeq.class,
                    Via.class,
                    CallID.class,
                    ContentLength.class,
                    RequestLine.class,
                    StatusLine.class);

    private MandatoryHeaders() {}

    static boolean contains(Class<?> header) {
        return CLASSES.contains(header);
    }
}
