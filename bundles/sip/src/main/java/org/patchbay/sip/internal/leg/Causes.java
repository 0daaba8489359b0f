package org.patchbay.sip.internal.leg;

import java.util.List;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.message.Header;
import org.patchbay.sip.internal.message.Reply;

/** How the house's outcomes are said in SIP. */
final class Causes {
    /** Seconds until what is being replaced is most likely back. */
    private static final String LATER_S = "2";

    private Causes() {}

    /** The final response to a caller who was not answered. */
    static int failureStatus(DisconnectCause cause) {
        int status = cause.reason().sipCode();
        return status >= 300 ? status : 480;
    }

    /**
     * Reason of a CANCEL or BYE (RFC 3326 §2): what happened elsewhere is said in SIP's own codes,
     * which are what phones look at. A 6xx of one branch has ended the others.
     */
    static List<Header> reasonHeaders(DisconnectCause cause) {
        Reason reason = cause.reason();
        if (reason == Reason.ANSWERED_ELSEWHERE) {
            return List.of(new Header("Reason", value("SIP", 200, reason)));
        }
        String q850 = value("Q.850", reason.q850(), reason);
        return cause.sipCode() >= 600
                ? List.of(new Header("Reason", value("SIP", cause.sipCode(), reason) + ", " + q850))
                : List.of(new Header("Reason", q850));
    }

    /** The far side's own words are not passed on. */
    private static String value(String protocol, int code, Reason reason) {
        return protocol + ";cause=" + code + ";text=\"" + reason.text() + "\"";
    }

    /** Without Retry-After a 503 counts as a 500 (RFC 3261 §21.5.4), and who called gives up. */
    static Reply failure(int status) {
        Reply reply = Reply.of(status);
        return status == 503 ? reply.header("Retry-After", LATER_S) : reply;
    }
}
