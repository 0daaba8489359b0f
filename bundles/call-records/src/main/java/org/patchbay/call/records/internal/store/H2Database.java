package org.patchbay.call.records.internal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.Driver;
import org.h2.jdbcx.JdbcDataSource;

/** The database inside: a file, opened by its first connection and closed with its last. */
public final class H2Database implements Database {
    private final Path file;
    private volatile JdbcDataSource source;

    /**
     * @param file without the ending that H2 adds; its folder is made, for its owner only
     */
    public H2Database(Path file) {
        this.file = file;
    }

    /** H2's classes are loaded here, and not before. */
    @Override
    public Optional<DataSource> get() {
        if (source == null) {
            source = at(file);
        }
        return Optional.of(source);
    }

    private static JdbcDataSource at(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent(), ownerOnly());
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for call records: " + file, e);
        }
        JdbcDataSource source = new JdbcDataSource();
        // WRITE_DELAY: a commit is in the file before it returns, not half a second later.
        source.setURL(
                "jdbc:h2:file:"
                        + file.toAbsolutePath()
                        + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0");
        source.setUser("sa");
        return source;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void close() {
        if (source != null) {
            // The JDK's list of drivers would keep the classes of this bundle.
            Driver.unload();
        }
    }
}
