package org.patchbay.directory.api;

import java.util.Locale;
import java.util.Optional;

/** The form in which somebody gets the keys that others press, and sends his own. */
public enum DtmfPolicy {
    /** As telephone-event where both can, else as tones in the audio. */
    AUTO,

    /** As telephone-event, or not at all. */
    RFC4733,

    /** By SIP INFO. */
    INFO,

    /** As tones in the audio. */
    INBAND;

    /** As it is written: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DtmfPolicy> byWord(String word) {
        for (DtmfPolicy policy : values()) {
            if (policy.word().equals(word)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
