package org.patchbay.sip.internal.auth;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a challenge or of credentials: {@code Digest name=value, name="value"} (RFC
 * 3261 §25.1). Bounded, and nothing with control characters or a parameter twice is understood.
 *
 * @param raw by lower-case name; what stood between the quotes, escapes included, because digests
 *     are made of that (RFC 7616 §3.4.2, {@code unq})
 */
record AuthParameters(Map<String, String> raw) {
    static final int MAX_CHARS = 4096;
    static final int MAX_PARAMETERS = 32;
    private static final String SCHEME = "Digest";

    /** Empty for another scheme, and for what is not well formed. */
    static Optional<AuthParameters> read(String header) {
        if (header == null || header.length() > MAX_CHARS || !isPlain(header)) {
            return Optional.empty();
        }
        String text = header.strip();
        int length = SCHEME.length();
        if (text.length() <= length
                || !text.regionMatches(true, 0, SCHEME, 0, length)
                || !isBlank(text.charAt(length))) {
            return Optional.empty();
        }
        Map<String, String> raw = new LinkedHashMap<>();
        return new Scanner(text, length).readInto(raw)
                ? Optional.of(new AuthParameters(raw))
                : Optional.empty();
    }

    /** Empty where it is missing. */
    String get(String name) {
        return raw.getOrDefault(name, "");
    }

    boolean has(String name) {
        return raw.containsKey(name);
    }

    /** Without the escapes, to compare with a name that we know. */
    String plain(String name) {
        String value = get(name);
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            plain.append(c == '\\' && i + 1 < value.length() ? value.charAt(++i) : c);
        }
        return plain.toString();
    }

    /** A quoted-string of a plain text. */
    static String quoted(String plain) {
        return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Secrets do not stand in here, but what an attacker could work on does. */
    @Override
    public String toString() {
        return "AuthParameters" + raw.keySet();
    }

    static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c != 0x7F || c == '\t');
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static final class Scanner {
        private final String text;
        private int at;

        Scanner(String text, int at) {
            this.text = text;
            this.at = at;
        }

        boolean readInto(Map<String, String> raw) {
            do {
                String name = token().toLowerCase(Locale.ROOT);
                if (name.isEmpty() || raw.size() >= MAX_PARAMETERS || !skip('=')) {
                    return false;
                }
                String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
                if (value == null || raw.putIfAbsent(name, value) != null) {
                    return false;
                }
            } while (skip(','));
            return at == text.length();
        }

        private String token() {
            blanks();
            int start = at;
            while (at < text.length() && "=,\" \t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        /** Null where the second quote is missing. */
        private String quoted() {
            int start = ++at;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            if (at >= text.length()) {
                return null;
            }
            return text.substring(start, at++);
        }

        private boolean skip(char wanted) {
            blanks();
            if (at >= text.length() || text.charAt(at) != wanted) {
                return false;
            }
            at++;
            blanks();
            return true;
        }

        private void blanks() {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
        }
    }
}
