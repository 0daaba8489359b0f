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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

    @TempDir Path folder;

    @Test
    void they_outlive_a_start_and_their_secret_stands_nowhere() throws IOException {
        Path path = folder.resolve("web/tokens.json");
        TokenFile file = new TokenFile(path);
        Tokens tokens = new Tokens(file.read(), file, (by, role) -> true);
        Tokens.Made made = tokens.make("backup", Role.OPERATOR, "admin", NOW);
        String kept = Files.readString(path);
        String secret = made.text().split("_", 3)[2];
        assertFalse(kept.contains(secret));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));

        Tokens again = new Tokens(new TokenFile(path).read(), file, (by, role) -> true);
        assertEquals(made.token(), again.find(made.text()).orElseThrow());
        assertTrue(again.revoke(made.token().id()));
        assertFalse(again.revoke(made.token().id()));
        assertEquals(Optional.empty(), again.find(made.text()));
        assertEquals(List.of(), new TokenFile(path).read());
    }

    @Test
    void only_the_whole_of_it_is_let_in() throws IOException {
        Tokens tokens = new Tokens(List.of(), all -> {}, (by, role) -> true);
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
                        },
                        (by, role) -> true);
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

    @Test
    void one_whose_maker_is_gone_or_may_less_is_nobodys() throws IOException {
        Path path = folder.resolve("users.properties");
        Files.writeString(
                path,
                "admin = {CRYPT}x{CRYPT},admin\n"
                        + "boss = x,_g_:heads\n"
                        + "_g_\\:heads = group,admin\n");
        UsersFile users = new UsersFile(path, () -> true);
        Tokens tokens = new Tokens(List.of(), all -> {}, users);
        String admins = tokens.make("a", Role.ADMIN, "admin", NOW).text();
        String operators = tokens.make("o", Role.OPERATOR, "admin", NOW).text();
        String heads = tokens.make("h", Role.ADMIN, "boss", NOW).text();
        String strangers = tokens.make("s", Role.USER, "ldap", NOW).text();
        assertEquals("1 1 1 0", good(tokens, admins, operators, heads, strangers));

        Files.writeString(path, "admin = x,operator\nboss = x,_g_:heads\n_g_\\:heads = group");
        assertEquals(Set.of("admin", "boss"), users.changed());
        assertEquals("0 1 0 0", good(tokens, admins, operators, heads, strangers));
        assertEquals(Set.of(), users.changed());

        Files.writeString(path, "other = x,admin\n");
        assertEquals(Set.of("admin", "boss", "other"), users.changed());
        assertEquals("0 0 0 0", good(tokens, admins, operators, heads, strangers));
    }

    @Test
    void where_another_realm_knows_people_the_file_takes_nothing_from_those_it_does_not_name()
            throws IOException {
        Path path = folder.resolve("users.properties");
        Files.writeString(path, "anna = x,operator\n");
        UsersFile users = new UsersFile(path, () -> false);
        assertTrue(users.mayStill("ldap", Role.ADMIN));
        assertFalse(users.mayStill("anna", Role.ADMIN));
        Files.delete(path);
        assertEquals(Set.of("anna"), users.changed());
        assertTrue(users.mayStill("anna", Role.ADMIN));
    }

    private static String good(Tokens tokens, String... texts) {
        return Stream.of(texts)
                .map(t -> tokens.find(t).isPresent() ? "1" : "0")
                .collect(Collectors.joining(" "));
    }
}
