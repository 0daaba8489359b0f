package org.patchbay.sdp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a certificate must hash to (RFC 8122 §5). Weaker hashes than SHA-256 prove nothing and are
 * none.
 *
 * @param hash {@code sha-256}, {@code sha-384} or {@code sha-512}
 * @param value bytes in upper-case hex with colons between
 */
public record Fingerprint(String hash, String value) {
    static final String NAME = "fingerprint";

    private static final Map<String, Integer> BYTES =
            Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);
    private static final Pattern HEX = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){31,63}");
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    public Fingerprint {
        Objects.requireNonNull(value);
        Integer bytes = BYTES.get(hash);
        if (bytes == null || value.length() != bytes * 3 - 1 || !HEX.matcher(value).matches()) {
            throw new IllegalArgumentException("a fingerprint that is none");
        }
    }

    /** Of a certificate in DER. */
    public static Fingerprint of(String hash, byte[] certificate) {
        return new Fingerprint(hash, COLONS.formatHex(digest(hash, certificate)));
    }

    /** Empty for a hash that we do not take, and for what cannot be read. */
    static Optional<Fingerprint> parse(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0 || text.length() > 256) {
            return Optional.empty();
        }
        String hash = text.substring(0, blank).toLowerCase(Locale.ROOT);
        String value = text.substring(blank + 1).strip().toUpperCase(Locale.ROOT);
        try {
            return Optional.of(new Fingerprint(hash, value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is that certificate's, in DER. */
    public boolean matches(byte[] certificate) {
        return MessageDigest.isEqual(digest(hash, certificate), COLONS.parseHex(value));
    }

    private static byte[] digest(String hash, byte[] certificate) {
        try {
            return MessageDigest.getInstance(hash.toUpperCase(Locale.ROOT)).digest(certificate);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no " + hash, e);
        }
    }

    Attribute attribute() {
        return new Attribute(NAME, hash + " " + value);
    }
}
