package org.patchbay.sip.internal.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A response that we send.
 *
 * @param reason phrase; empty for the one of the RFC
 * @param toTag added where the request had none; empty for none
 * @param contact our URI; empty for none
 */
public record Reply(
        int status,
        String reason,
        String toTag,
        Optional<String> contact,
        List<Header> headers,
        Optional<Body> body) {
    public Reply {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(toTag);
        headers = List.copyOf(headers);
    }

    public static Reply of(int status) {
        return new Reply(status, "", "", Optional.empty(), List.of(), Optional.empty());
    }

    public Reply reason(String phrase) {
        return new Reply(status, phrase, toTag, contact, headers, body);
    }

    public Reply tag(String tag) {
        return new Reply(status, reason, tag, contact, headers, body);
    }

    public Reply contact(String uri) {
        return new Reply(status, reason, toTag, Optional.of(uri), headers, body);
    }

    public Reply header(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Reply(status, reason, toTag, contact, more, body);
    }

    public Reply body(Body newBody) {
        return new Reply(status, reason, toTag, contact, headers, Optional.of(newBody));
    }
}
