package org.patchbay.call.records.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends StoreContract {
    @TempDir Path dir;

    @Override
    DataSource source() {
        return new H2Database(dir.resolve("db/records")).get().orElseThrow();
    }

    @Test
    void itsFolderIsForItsOwnerOnly() throws Exception {
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("db"))));
    }
}
