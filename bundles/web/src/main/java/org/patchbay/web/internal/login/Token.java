package org.patchbay.web.internal.login;

import java.time.Instant;
import java.util.Objects;

/**
 * What a program logs in with.
 *
 * @param id part of the token, and no secret
 * @param name for people
 * @param by who made it
 * @param hash of the secret part; that itself is kept nowhere
 */
public record Token(String id, String name, Role role, String by, Instant since, String hash) {
    public Token {
        Objects.requireNonNull(id);
        Objects.requireNonNull(role);
        Objects.requireNonNull(by);
        Objects.requireNonNull(since);
        Objects.requireNonNull(hash);
        if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a name of 1 to 100 characters is needed");
        }
    }
}
