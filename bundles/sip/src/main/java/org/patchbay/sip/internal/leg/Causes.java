package org.patchbay.sip.internal.leg;

import java.util.ArrayList;
import java.util.List;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.sip.internal.message.Header;

/** How the house's outcomes are said in SIP. */
final class Causes {
    private Causes() {}

    /** The final response to a caller who was not answered. */
    static int failureStatus(DisconnectCause cause) {
        int status = cause.reason().sipCode();
        return status >= 300 ? status : 480;
    }

    /** Reason of a CANCEL or BYE (RFC 3326 §2). */
    static List<Header> reasonHeaders(DisconnectCause cause) {
        List<Header> headers = new ArrayList<>();
        Reason reason = cause.reason();
        if (reason == Reason.ANSWERED_ELSEWHERE) {
            headers.add(sip(200, Reason.ANSWERED_ELSEWHERE.text()));
        } else {
            headers.add(
                    new Header(
                            "Reason",
                            "Q.850;cause=" + reason.q850() + ";text=\"" + reason.text() + "\""));
        }
        return headers;
    }

    private static Header sip(int status, String text) {
        return new Header("Reason", "SIP;cause=" + status + ";text=\"" + text + "\"");
    }
}
