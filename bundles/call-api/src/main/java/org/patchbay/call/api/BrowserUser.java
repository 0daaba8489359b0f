package org.patchbay.call.api;

import java.util.Objects;

/**
 * Who is at a page, as whoever let it in knows.
 *
 * @param phone the name of the phone, which is the user's id: target {@code browser:anna}
 * @param name for people
 */
public record BrowserUser(String phone, String name) {
    public BrowserUser {
        Objects.requireNonNull(phone);
        Objects.requireNonNull(name);
        if (phone.isEmpty() || phone.length() > 128 || phone.indexOf('#') >= 0) {
            throw new IllegalArgumentException("the name of a phone");
        }
    }
}
