package org.patchbay.directory.file.internal.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * What tells one state of a file from the next without reading it.
 *
 * @param size in bytes, −1 where there is no file
 * @param modifiedNanos since the epoch
 * @param fileKey device and inode as text: another file put in its place has another
 */
public record Fingerprint(long size, long modifiedNanos, String fileKey) {
    public static final Fingerprint MISSING = new Fingerprint(-1, 0, "");

    public static Fingerprint of(Path file) {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return new Fingerprint(
                    a.size(),
                    a.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                    Objects.toString(a.fileKey(), ""));
        } catch (IOException e) {
            return MISSING;
        }
    }
}
