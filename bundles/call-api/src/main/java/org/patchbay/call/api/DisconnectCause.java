package org.patchbay.call.api;

import java.util.Objects;

/**
 * Why a leg or a call ended. {@link Reason} is the house's one table of outcomes: every edge turns
 * its protocol's codes into it and back.
 *
 * @param sipCode what the far side really said, or the table's code where it said nothing in SIP
 * @param text for people; may be empty
 */
public record DisconnectCause(Reason reason, int sipCode, String text) {
    /**
     * Outcome, with the SIP status that a caller gets and the Q.850 cause beside it (RFC 3398
     * §8.2.6.1, RFC 3326).
     */
    public enum Reason {
        NORMAL(200, 16, "Normal clearing"),
        ANSWERED_ELSEWHERE(200, 26, "Call completed elsewhere"),
        CANCELLED(487, 16, "Request Terminated"),
        BUSY(486, 17, "Busy Here"),
        DECLINED(603, 21, "Decline"),
        NO_ANSWER(480, 19, "No answer"),
        NOT_REGISTERED(480, 20, "Not registered"),
        NO_COMMON_CODEC(488, 88, "Not Acceptable Here"),
        NOT_FOUND(404, 1, "Not Found"),
        FORBIDDEN(403, 21, "Forbidden"),
        BAD_REQUEST(400, 41, "Bad Request"),
        TIMEOUT(408, 102, "Request Timeout"),
        MEDIA_LOST(500, 41, "No media"),
        LOOP(482, 25, "Loop Detected"),
        SERVER_ERROR(500, 41, "Server Internal Error"),
        UNAVAILABLE(503, 38, "Service Unavailable");

        private final int sipCode;
        private final int q850;
        private final String text;

        Reason(int sipCode, int q850, String text) {
            this.sipCode = sipCode;
            this.q850 = q850;
            this.text = text;
        }

        public int sipCode() {
            return sipCode;
        }

        public int q850() {
            return q850;
        }

        public String text() {
            return text;
        }
    }

    public DisconnectCause {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(text);
    }

    public static DisconnectCause of(Reason reason) {
        return new DisconnectCause(reason, reason.sipCode(), reason.text());
    }

    public static DisconnectCause of(Reason reason, String text) {
        return new DisconnectCause(reason, reason.sipCode(), text);
    }

    /** The outcome behind a final SIP status of 300 and more. */
    public static DisconnectCause ofSip(int status, String text) {
        return new DisconnectCause(reasonOfSip(status), status, text);
    }

    private static Reason reasonOfSip(int status) {
        switch (status) {
            case 404, 410, 484, 604:
                return Reason.NOT_FOUND;
            case 486, 600:
                return Reason.BUSY;
            case 603:
                return Reason.DECLINED;
            case 408, 504:
                return Reason.TIMEOUT;
            case 415, 488, 606:
                return Reason.NO_COMMON_CODEC;
            case 480:
                return Reason.NO_ANSWER;
            case 482, 483:
                return Reason.LOOP;
            case 487:
                return Reason.CANCELLED;
            case 401, 403, 407:
                return Reason.FORBIDDEN;
            default:
                return status == 500 || status == 501
                        ? Reason.SERVER_ERROR
                        : status < 500 ? Reason.BAD_REQUEST : Reason.UNAVAILABLE;
        }
    }
}
