package org.patchbay.call.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
     * @param failure the last time that it failed at a call; it stays when another version comes
     */
    record Entry(
            String name,
            int version,
            Optional<Instant> loadedAt,
            long decisions,
            int callsInProgress,
            Optional<String> refusal,
            Optional<Failure> failure) {
        /** Whether what is in force now has failed, not only a version before it. */
        public boolean failsInForce() {
            return failure.map(f -> f.version() == version).orElse(false);
        }
    }

    /**
     * A script threw, took too long or decided what cannot be carried out, in the middle of a call.
     *
     * @param version that failed
     * @param text for people, with file and line where they are known; bounded
     * @param failures of the script so far, in all versions, this one too
     */
    record Failure(Instant at, int version, String text, long failures) {
        public Failure {
            Objects.requireNonNull(at);
            Objects.requireNonNull(text);
        }
    }
}
