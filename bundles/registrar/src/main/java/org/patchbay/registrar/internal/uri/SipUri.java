package org.patchbay.registrar.internal.uri;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code sip:} or {@code sips:} URI taken apart for comparison. {@link #matches} is no
 * equivalence relation (RFC 3261 §19.1.4 says so itself), hence it is not {@code equals}.
 */
public final class SipUri {
    /** Longer ones are nobody's contact. */
    public static final int MAX_LENGTH = 512;

    /** §19.1.4: one of these in one URI only never matches. */
    private static final Set<String> TELLING =
            Set.of("user", "ttl", "method", "maddr", "transport");

    private final boolean secure;
    private final String user;
    private final String password;
    private final String host;
    private final int port;
    private final Map<String, String> parameters;
    private final Map<String, String> headers;

    SipUri(
            boolean secure,
            String user,
            String password,
            String host,
            int port,
            Map<String, String> parameters,
            Map<String, String> headers) {
        this.secure = secure;
        this.user = user;
        this.password = password;
        this.host = host;
        this.port = port;
        this.parameters = parameters;
        this.headers = headers;
    }

    /** Empty for anything that is not a SIP URI, or is too long. */
    public static Optional<SipUri> parse(String text) {
        return text.length() > MAX_LENGTH ? Optional.empty() : new SipUriReader(text).read();
    }

    /** Lower case, an IPv6 address with its brackets. */
    public String host() {
        return host;
    }

    /** RFC 3261 §19.1.4. */
    public boolean matches(SipUri other) {
        return secure == other.secure
                && Objects.equals(user, other.user)
                && Objects.equals(password, other.password)
                && host.equals(other.host)
                && port == other.port
                && sameParameters(parameters, other.parameters)
                && headers.equals(other.headers);
    }

    private static boolean sameParameters(Map<String, String> a, Map<String, String> b) {
        for (String telling : TELLING) {
            if (a.containsKey(telling) != b.containsKey(telling)) {
                return false;
            }
        }
        return a.entrySet().stream()
                .allMatch(
                        p -> {
                            String there = b.get(p.getKey());
                            return there == null || there.equals(p.getValue());
                        });
    }

    @Override
    public String toString() {
        return (secure ? "sips:" : "sip:")
                + (user == null ? "" : user + "@")
                + host
                + (port == 0 ? "" : ":" + port);
    }
}
