package org.patchbay.call.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The scripts of the house, for the console and for pages. */
@ProviderType
public interface ScriptCatalog {
    List<Entry> scripts();

    /**
     * One script file.
     *
     * @param name path under {@code scripts/}
     * @param version in force, 0 where none ever was good
     * @param callsInProgress on any version of it
     * @param refusal why the file as it is now is not in force
     */
    record Entry(
            String name,
            int version,
            Optional<Instant> loadedAt,
            long decisions,
            int callsInProgress,
            Optional<String> refusal) {}
}
