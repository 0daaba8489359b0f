package org.patchbay.sip.internal.message;

import java.util.Objects;
import java.util.Optional;

/**
 * A response as it came in.
 *
 * @param seenAt where its sender has seen us, as its Via says (RFC 3581 §4), port 0 where it names
 *     none; empty where it says nothing
 */
public record SipResponse(SipHead head, int status, String reason, Optional<HostPort> seenAt) {
    public SipResponse(SipHead head, int status, String reason) {
        this(head, status, reason, Optional.empty());
    }

    public SipResponse {
        Objects.requireNonNull(head);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(seenAt);
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
