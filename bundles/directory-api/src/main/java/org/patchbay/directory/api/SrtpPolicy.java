package org.patchbay.directory.api;

import java.util.Locale;
import java.util.Optional;

/** Whether somebody's media is protected (SRTP, keys by RFC 4568). */
public enum SrtpPolicy {
    /** No plain call comes to be. */
    REQUIRED,

    /** Where the other side can. */
    PREFERRED,

    /** Plain calls only. */
    OFF;

    /** As it is written: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SrtpPolicy> byWord(String word) {
        for (SrtpPolicy policy : values()) {
            if (policy.word().equals(word)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
