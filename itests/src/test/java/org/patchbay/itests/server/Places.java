package org.patchbay.itests.server;

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
}
