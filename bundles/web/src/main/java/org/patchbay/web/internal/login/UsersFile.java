package org.patchbay.web.internal.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The file of the realm, as far as we look at it: when it changes, somebody may have lost his role,
 * and everybody logs in anew. One thread.
 */
public final class UsersFile {
    private final Path file;
    private String seen;

    public UsersFile(Path file) {
        this.file = file;
        this.seen = state();
    }

    public boolean changed() {
        String state = state();
        boolean changed = !state.equals(seen);
        seen = state;
        return changed;
    }

    private String state() {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
        } catch (IOException e) {
            return "missing";
        }
    }
}
