package org.patchbay.directory.api;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody gave wrong secrets too often, and what he says is not looked at for a while. That an
 * account is named here does not mean that it exists.
 *
 * @param source an IP address, or the /64 of an IPv6 one; the device or trunk of who gave wrong
 *     PINs; empty for all that never knew the secret
 * @param account the user name that was given, or the room whose PIN it is; empty for all
 * @param failures that led to it
 */
public record AccessLock(String source, String account, int failures, Instant until) {
    public AccessLock {
        Objects.requireNonNull(source);
        Objects.requireNonNull(account);
        Objects.requireNonNull(until);
    }
}
