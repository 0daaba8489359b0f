package org.patchbay.sip.internal.dialog;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Tags, branches and Call-IDs that nobody can guess (RFC 3261 §19.3, §8.1.1.7). */
public final class Tokens {
    private static final String COOKIE = "z9hG4bK";
    private static final char[] DIGITS = "0123456789abcdefghijklmnopqrstuv".toCharArray();

    private final SecureRandom random = new SecureRandom();

    public String tag() {
        return token(13);
    }

    public String branch() {
        return COOKIE + token(20);
    }

    public String callId() {
        return token(26);
    }

    /** Of a session (RFC 7989 §4.1). */
    public String session() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public double fraction() {
        return random.nextDouble();
    }

    private String token(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        StringBuilder out = new StringBuilder(length);
        for (byte b : bytes) {
            out.append(DIGITS[b & 31]);
        }
        return out.toString();
    }
}
