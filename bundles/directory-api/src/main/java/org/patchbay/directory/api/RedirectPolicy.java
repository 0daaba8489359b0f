package org.patchbay.directory.api;

import java.util.Locale;
import java.util.Optional;

/** What becomes of a call that somebody sends elsewhere in place of answering it (SIP's 3xx). */
public enum RedirectPolicy {
    /** To a number of the directory only. */
    INSIDE,

    /** Nothing. */
    NEVER,

    /** Routing scripts are asked, as if who redirects had dialled the number. */
    SCRIPT;

    /** As it is written: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RedirectPolicy> byWord(String word) {
        for (RedirectPolicy policy : values()) {
            if (policy.word().equals(word)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
