package org.patchbay.sip.internal.message;

import java.util.Objects;

/** A response as it came in. */
public record SipResponse(SipHead head, int status, String reason) {
    public SipResponse {
        Objects.requireNonNull(head);
        Objects.requireNonNull(reason);
    }

    public String callId() {
        return head.callId();
    }

    public String method() {
        return head.method();
    }

    public String toTag() {
        return head.to().tag();
    }

    public boolean isProvisional() {
        return status < 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public boolean isChallenge() {
        return status == 401 || status == 407;
    }
}
