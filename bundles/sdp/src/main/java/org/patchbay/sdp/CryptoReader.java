package org.patchbay.sdp;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one {@code a=crypto} value (RFC 4568 §9.1). Malformed is what the grammar does not allow,
 * or a key of another length than its suite has; well formed but without a key for us is a suite, a
 * key method or a parameter that we do not know.
 */
final class CryptoReader {
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final Pattern SUITE = Pattern.compile("[A-Za-z0-9_]{1,64}");
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9_-]{1,32}:[!-~]{1,512}");
    private static final Pattern LIFETIME = Pattern.compile("2\\^[0-9]{1,2}|[1-9][0-9]{0,14}");
    private static final Pattern MKI = Pattern.compile("[0-9]{1,39}:[0-9]{1,3}");

    /** RFC 3711 §9.2: no key may protect more packets than that. */
    private static final int LONGEST_LIFETIME_EXPONENT = 48;

    private static final long LONGEST_LIFETIME = 1L << LONGEST_LIFETIME_EXPONENT;
    private static final int MAX_PARAMETERS = 16;
    private static final String INLINE = "inline:";

    private final int tag;
    private final Optional<CryptoLine> line;

    /**
     * @throws IllegalArgumentException where it is malformed; its message has nothing of the key
     */
    CryptoReader(String value) {
        String[] parts = BLANKS.split(value);
        if (parts.length < 3 || parts.length > 3 + MAX_PARAMETERS) {
            throw wrong("needs tag, suite, key");
        }
        tag = Numbers.upTo(parts[0], 999_999_999);
        if (tag < 0) {
            throw wrong("tag is not a number of at most nine digits");
        }
        if (!SUITE.matcher(parts[1]).matches()) {
            throw wrong("suite is not a name");
        }
        Optional<SrtpKey> key = key(CryptoSuite.byName(parts[1]), parts[2]);
        boolean usable = true;
        for (String parameter : List.of(parts).subList(3, parts.length)) {
            usable &= isUsable(parameter);
        }
        line = usable ? key.map(k -> new CryptoLine(tag, k)) : Optional.empty();
    }

    static Optional<CryptoLine> usable(String value) {
        try {
            return new CryptoReader(value).line();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    int tag() {
        return tag;
    }

    /** Empty where it is nothing for us. */
    Optional<CryptoLine> line() {
        return line;
    }

    /** Several keys on one line would take turns in the stream (§6.1): nobody is known to do so. */
    private static Optional<SrtpKey> key(Optional<CryptoSuite> suite, String parameters) {
        String[] keys = parameters.split(";", -1);
        if (keys.length > MAX_PARAMETERS) {
            throw wrong("too many keys");
        }
        Optional<SrtpKey> only = Optional.empty();
        for (String key : keys) {
            if (!METHOD.matcher(key).matches()) {
                throw wrong("key is not of the form method:value");
            }
            if (suite.isPresent() && key.startsWith(INLINE)) {
                only = Optional.of(inline(suite.get(), key.substring(INLINE.length())));
            }
        }
        return keys.length == 1 ? only : Optional.empty();
    }

    private static SrtpKey inline(CryptoSuite suite, String value) {
        String[] parts = value.split("\\|", -1);
        byte[] bytes = base64(parts[0]);
        if (bytes.length != suite.keyBytes() + suite.saltBytes()) {
            throw wrong("key is not as long as that of " + suite);
        }
        int at = 1;
        if (at < parts.length && parts[at].indexOf(':') < 0) {
            checkLifetime(parts[at++]);
        }
        int mkiBytes = at < parts.length ? mkiBytes(parts[at++]) : 0;
        if (at < parts.length) {
            throw wrong("more than key, lifetime and MKI");
        }
        return new SrtpKey(suite, bytes, mkiBytes);
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw wrong("key is not in base64"); // without the cause, which quotes from it
        }
    }

    /** How long it lasts is its sender's business: with 48 bits nobody comes to the end of it. */
    private static void checkLifetime(String text) {
        if (!LIFETIME.matcher(text).matches()) {
            throw wrong("lifetime is not a number");
        }
        boolean power = text.startsWith("2^");
        long value = Long.parseLong(power ? text.substring(2) : text);
        if (value > (power ? LONGEST_LIFETIME_EXPONENT : LONGEST_LIFETIME)) {
            throw wrong("lifetime of more than 2^48");
        }
    }

    private static int mkiBytes(String text) {
        if (!MKI.matcher(text).matches()) {
            throw wrong("MKI is not of the form value:length");
        }
        int bytes = Integer.parseInt(text.substring(text.indexOf(':') + 1));
        if (bytes < 1 || bytes > 128) {
            throw wrong("MKI of no or more than 128 bytes");
        }
        return bytes;
    }

    /**
     * §6.3: what we do not know makes the line void, unless it is marked as optional. How large the
     * peer wants our window changes nothing: ours has what every one must have at least.
     */
    private static boolean isUsable(String parameter) {
        if (parameter.startsWith("-") || parameter.equals("KDR=0")) {
            return true;
        }
        if (parameter.startsWith("WSH=")) {
            int packets = Numbers.upTo(parameter.substring(4), 999_999);
            if (packets < 64) {
                throw wrong("WSH below 64");
            }
            return true;
        }
        return false;
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("crypto: " + what);
    }
}
