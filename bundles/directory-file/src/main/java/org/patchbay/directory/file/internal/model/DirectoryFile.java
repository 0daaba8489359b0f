package org.patchbay.directory.file.internal.model;

import java.util.Map;
import java.util.Objects;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory.Account;

/** What a good file says: the directory that everybody may see, and the credentials beside it. */
public record DirectoryFile(Directory directory, Map<Account, Credential> credentials) {
    public DirectoryFile {
        Objects.requireNonNull(directory);
        credentials = Map.copyOf(credentials);
    }

    @Override
    public String toString() {
        return "directory version " + directory.version();
    }
}
