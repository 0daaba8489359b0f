package org.patchbay.sip.internal.message;

import java.util.Optional;

/**
 * Whom a REFER points at (RFC 3515 §2.1).
 *
 * @param user of its URI, unescaped; never empty
 * @param replaces the dialog of ours that is to be taken over; empty for a new call
 */
public record ReferTarget(String user, Optional<Replaces> replaces) {
    private static final int MOST_CHARS = 1024;

    /** Empty where it is no target that can be called. */
    public static Optional<ReferTarget> parse(String value) {
        String uri = uri(value);
        String method = SipUriText.parameter(uri, "method");
        String user = SipUriText.user(uri);
        if (value.length() > MOST_CHARS
                || !SipUriText.isSipOrTel(uri)
                || !(method.isEmpty() || method.equals("invite"))
                || user.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> wanted = SipUriText.uriHeader(uri, "Replaces");
        Optional<Replaces> replaces = wanted.flatMap(Replaces::parse);
        return wanted.isPresent() && replaces.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReferTarget(user, replaces));
    }

    /** Without brackets and display name; bare, it ends before the header's own parameters. */
    private static String uri(String value) {
        int from = value.indexOf('<');
        int to = value.indexOf('>', from + 1);
        if (from >= 0) {
            return to < 0 ? "" : value.substring(from + 1, to).trim();
        }
        return value.trim();
    }
}
