package org.patchbay.sip.internal.message;

import java.util.List;
import java.util.Objects;

/**
 * A request as it came in.
 *
 * @param maxForwards −1 where missing
 * @param broken names of headers that could not be read, lower case
 */
public record SipRequest(SipHead head, String uri, int maxForwards, List<String> broken) {
    public SipRequest {
        Objects.requireNonNull(head);
        Objects.requireNonNull(uri);
        broken = List.copyOf(broken);
    }

    public String method() {
        return head.method();
    }

    public boolean is(String method) {
        return head.method().equals(method);
    }

    public String callId() {
        return head.callId();
    }

    public long cseq() {
        return head.cseq();
    }

    public Peer peer() {
        return head.peer();
    }

    /** Whether it belongs to a dialog (RFC 3261 §12.2.2). */
    public boolean hasToTag() {
        return !head.to().tag().isEmpty();
    }
}
