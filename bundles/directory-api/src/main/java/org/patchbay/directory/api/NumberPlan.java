package org.patchbay.directory.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What a number means in the numbering plans of the world (ITU-T E.164). Any thread may call. */
@ProviderType
public interface NumberPlan {
    /** As it is dialled in the country of the house. */
    Optional<PublicNumber> read(String dialled);

    /**
     * As it is dialled in that country.
     *
     * @param dialled blanks and {@code -.()/} between its digits do not count; with {@code +}, or
     *     behind the country's prefix for calls abroad, it is international
     * @param country two letters of ISO 3166-1; empty for none, which leaves only numbers that
     *     begin with {@code +}
     * @return empty for what no subscriber has: an extension, an emergency or short number, a name
     * @throws IllegalArgumentException if nobody knows that country
     */
    Optional<PublicNumber> read(String dialled, String country);
}
