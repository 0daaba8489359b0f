package org.patchbay.sip.internal.ws;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Which pages may open a connection (RFC 6455 §10.2): a browser says where its page came from, and
 * a page of anybody's would else reach us from inside the network of whoever looks at it.
 */
final class Origins {
    private static final String ALL = "*";

    private final List<String> allowed;

    Origins(List<String> allowed) {
        this.allowed = allowed.stream().map(o -> o.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * @throws IllegalArgumentException where it is no origin (RFC 6454 §6.1): scheme and host,
     *     maybe a port, and nothing behind them
     */
    static void check(String origin) {
        if (!origin.equals(ALL) && !origin.matches("(?i)https?://[a-z0-9.\\[\\]:-]+")) {
            throw new IllegalArgumentException("wss-origins: '" + origin + "' is no origin");
        }
    }

    /**
     * @param origin null where none is said: that is no browser
     * @param host as the connection was asked for, maybe with a port
     */
    boolean allows(String origin, String host) {
        if (origin == null || allowed.contains(ALL)) {
            return true;
        }
        return allowed.contains(origin.toLowerCase(Locale.ROOT))
                || host != null && !host.isEmpty() && hostOf(origin).equals(hostOf("//" + host));
    }

    /** Lower case; of what is no URI something that equals no host. */
    private static String hostOf(String text) {
        try {
            String host = URI.create(text).getHost();
            return host == null ? "no host: " + text : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "no URI: " + text;
        }
    }
}
