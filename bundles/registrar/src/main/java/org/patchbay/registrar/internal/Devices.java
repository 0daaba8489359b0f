package org.patchbay.registrar.internal;

import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the directory in force. One that has not been read yet, or could not be, says nothing of
 * who there is. Any thread.
 */
final class Devices {
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

    private final Consumer<Directory> changed;
    private UserDirectory followed;
    private AutoCloseable listening;

    Devices(Consumer<Directory> changed) {
        this.changed = changed;
    }

    /** In place of the one before, which may leave later. */
    synchronized void follow(UserDirectory directory) {
        stop();
        followed = directory;
        listening = directory.onChange(change -> tell());
        tell();
    }

    synchronized void leave(UserDirectory directory) {
        if (followed == directory) {
            stop();
            followed = null;
        }
    }

    synchronized Optional<Directory> current() {
        return Optional.ofNullable(followed)
                .map(UserDirectory::current)
                .filter(directory -> directory.version() > 0);
    }

    /** The newest there is: of two changes the older may be told last. */
    private synchronized void tell() {
        current().ifPresent(changed);
    }

    private void stop() {
        if (listening == null) {
            return;
        }
        try {
            listening.close();
        } catch (Exception e) {
            LOG.debug("the directory that was followed: {}", e.toString());
        }
        listening = null;
    }
}
