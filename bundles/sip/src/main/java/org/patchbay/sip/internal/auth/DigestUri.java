package org.patchbay.sip.internal.auth;

import java.util.Locale;

/**
 * Whether the URI that was signed is the one that was requested (RFC 7616 §3.4.6, RFC 3261 §22.4).
 * Scheme, user, host and port must be the same; parameters and headers need not, because phones are
 * known to sign their URI without them.
 */
record DigestUri(String user, String hostPort) {
    static boolean same(String signed, String requested) {
        return signed.equals(requested) || of(signed).equals(of(requested));
    }

    private static DigestUri of(String text) {
        int colon = text.indexOf(':');
        String scheme = text.substring(0, colon + 1).toLowerCase(Locale.ROOT);
        int at = text.indexOf('@');
        int hostStart = Math.max(colon, at) + 1;
        int end = hostStart;
        while (end < text.length() && ";?".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String host = text.substring(hostStart, end).toLowerCase(Locale.ROOT);
        String port = scheme.equals("sips:") ? ":5061" : ":5060";
        String hostPort = host.endsWith(port) ? host.substring(0, host.length() - 5) : host;
        String user = at > colon ? text.substring(colon + 1, at) : "";
        return new DigestUri(scheme + user, hostPort);
    }
}
