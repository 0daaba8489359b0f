package org.patchbay.itests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are; a build sets the properties, a development environment needs none. */
public final class Places {
    private Places() {}

    /** Where the launcher is. */
    public static Path root() {
        return Path.of(System.getProperty("patchbay.root", "..")).toAbsolutePath().normalize();
    }

    /** The programs that are not Java. */
    public static Path peers() {
        return Path.of(System.getProperty("patchbay.peers", "peers")).toAbsolutePath().normalize();
    }

    /** Where tests may write. */
    public static Path work() {
        return Path.of(System.getProperty("patchbay.work", "target"))
                .toAbsolutePath()
                .normalize()
                .resolve("peer-tests");
    }

    /** A folder of that name there, with nothing in it. */
    static Path empty(String name) {
        Path folder = work().resolve(name);
        try {
            if (Files.exists(folder)) {
                try (var walk = Files.walk(folder)) {
                    for (Path path : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
