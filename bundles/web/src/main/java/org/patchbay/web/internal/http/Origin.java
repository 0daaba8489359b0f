package org.patchbay.web.internal.http;

import java.util.Locale;

/** Whether a request comes from a page of ours (RFC 6454, RFC 6455 §10.2). Pure. */
public final class Origin {
    private static final String SCHEME = "https://";
    private static final String DEFAULT_PORT = ":443";

    private Origin() {}

    /**
     * @param origin the header, null where there is none
     * @param host the header of the same request: the name by which the page was asked for
     */
    public static boolean isOurs(String origin, String host) {
        if (origin == null || host == null || host.isBlank()) {
            return false;
        }
        String said = origin.toLowerCase(Locale.ROOT);
        return said.startsWith(SCHEME)
                && withoutDefault(said.substring(SCHEME.length()))
                        .equals(withoutDefault(host.toLowerCase(Locale.ROOT)));
    }

    private static String withoutDefault(String host) {
        return host.endsWith(DEFAULT_PORT)
                ? host.substring(0, host.length() - DEFAULT_PORT.length())
                : host;
    }
}
