package org.patchbay.sip.internal.message;

import java.util.OptionalInt;

/**
 * One Contact (RFC 3261 §20.10).
 *
 * @param uri without brackets, or {@code *}
 * @param expires seconds, of its own parameter
 * @param q in thousandths, 1000 where missing
 */
public record ContactAddress(String uri, OptionalInt expires, int q) {
    public boolean isStar() {
        return uri.equals("*");
    }
}
