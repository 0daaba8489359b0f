package org.patchbay.web.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

    @TempDir Path folder;

    @Test
    void they_outlive_a_start_and_their_secret_stands_nowhere() throws IOException {
        Path path = folder.resolve("web/tokens.json");
        TokenFile file = new TokenFile(path);
        Tokens tokens = new Tokens(file.read(), file);
        Tokens.Made made = tokens.make("backup", Role.OPERATOR, "admin", NOW);
        String kept = Files.readString(path);
        String secret = made.text().split("_", 3)[2];
        assertFalse(kept.contains(secret));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));

        Tokens again = new Tokens(new TokenFile(path).read(), file);
        assertEquals(made.token(), again.find(made.text()).orElseThrow());
        assertTrue(again.revoke(made.token().id()));
        assertFalse(again.revoke(made.token().id()));
        assertEquals(Optional.empty(), again.find(made.text()));
        assertEquals(List.of(), new TokenFile(path).read());
    }

    @Test
    void only_the_whole_of_it_is_let_in() throws IOException {
        Tokens tokens = new Tokens(List.of(), all -> {});
        Tokens.Made made = tokens.make("backup", Role.USER, "admin", NOW);
        String text = made.text();
        for (String other :
                List.of(
                        "",
                        "pb_",
                        text.substring(1),
                        text + "x",
                        text.substring(0, text.length() - 1),
                        "pb_" + made.token().id() + "_",
                        "pb_" + made.token().id() + "_" + made.token().hash())) {
            assertEquals(Optional.empty(), tokens.find(other), other);
        }
        assertTrue(tokens.find(text).isPresent());
    }

    @Test
    void one_that_cannot_be_kept_is_not_made() {
        Tokens tokens =
                new Tokens(
                        List.of(),
                        all -> {
                            throw new IOException("full");
                        });
        assertThrows(IOException.class, () -> tokens.make("x", Role.USER, "admin", NOW));
        assertEquals(List.of(), tokens.all());
        assertThrows(
                IllegalArgumentException.class, () -> tokens.make(" ", Role.USER, "admin", NOW));
    }

    @Test
    void a_broken_file_is_no_empty_one() throws IOException {
        Path path = folder.resolve("tokens.json");
        Files.writeString(path, "[{\"id\":\"x\"}]");
        assertThrows(IOException.class, () -> new TokenFile(path).read());
    }
}
