package org.patchbay.directory.api;

import java.util.Objects;

/**
 * A number that can be reached from anywhere.
 *
 * @param e164 {@code +} and at most 15 digits (ITU-T E.164 §6.2.1)
 * @param national digits, as they are dialled in its own country, its trunk prefix before them
 * @param country two letters of ISO 3166-1; empty where it belongs to none
 */
public record PublicNumber(String e164, String national, String country, Kind kind) {
    /** What the plan of its country uses it for. */
    public enum Kind {
        FIXED,
        MOBILE,
        /** Plans such as that of North America do not tell them apart. */
        FIXED_OR_MOBILE,
        TOLL_FREE,
        PREMIUM,
        SHARED_COST,
        VOIP,
        OTHER
    }

    public PublicNumber {
        Objects.requireNonNull(e164);
        Objects.requireNonNull(national);
        Objects.requireNonNull(country);
        Objects.requireNonNull(kind);
    }
}
