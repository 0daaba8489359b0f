package org.patchbay.web.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersFileTest {
    private static final String ANNA = "anna = hash-a,user\n";
    private static final String BEN = "ben = hash-b,_g_:house,ssh\n";
    private static final String CARLA = "carla = hash-c,_g_:house\n";
    private static final String HOUSE = "_g_\\:house = group,operator\n";
    private static final String HEADS = "_g_\\:heads = group,admin\n";
    private static final String ALL = ANNA + BEN + CARLA + HOUSE + HEADS;

    @TempDir Path folder;

    private Path file;

    private UsersFile users() throws IOException {
        file = folder.resolve("users.properties");
        write(ALL, 1);
        return new UsersFile(file, () -> true);
    }

    /** Of an age of its own, lest two of the same length look the same. */
    private void write(String text, int at) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L * at));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    another user comes           | carla = | dora = h,admin\\ncarla =        | dora
                    a group comes                | carla = | _g_\\\\:x = group,user\\ncarla =  |
                    a remark and some spaces     | anna = hash-a,user | # of 2026\\nanna  =  hash-a, user |
                    roles in another order       | _g_:house,ssh | ssh,_g_:house             |
                    another password             | hash-a  | hash-x                          | anna
                    a password in another case   | hash-a  | Hash-a                          | anna
                    another role                 | hash-a,user | hash-a,admin                | anna
                    one role more                | hash-a,user | hash-a,user,ssh             | anna
                    no role any more             | hash-a,user | hash-a                      | anna
                    another name                 | anna =  | anne =                          | anna anne
                    out of a group               | _g_:house,ssh | ssh                       | ben
                    into another group           | hash-c,_g_:house | hash-c,_g_:heads       | carla
                    a group may less             | group,operator | group,user               | ben carla
                    a group may more             | group,operator | group,operator,admin     | ben carla
                    a group is gone              | _g_\\\\:house | _g_\\\\:home                 | ben carla
                    a group without members      | group,admin | group,user                  |
                    two at once                  | hash-   | hush-                           | anna ben carla
                    """)
    void those_alone_have_changed_whose_own_line_or_group_has(
            String what, String before, String after, String who) throws IOException {
        UsersFile users = users();
        String text = ALL.replace(plain(before), plain(after));
        assertEquals(false, text.equals(ALL), "the table's " + before);
        write(text, 2);
        assertEquals(who == null ? Set.of() : Set.of(who.split(" ")), users.changed());
        assertEquals(Set.of(), users.changed());
    }

    private static String plain(String text) {
        return text.replace("\\n", "\n").replace("\\\\", "\\");
    }

    @Test
    void where_it_cannot_be_read_all_are_gone_and_who_comes_back_has_changed() throws IOException {
        UsersFile users = users();
        Files.delete(file);
        assertEquals(Set.of("anna", "ben", "carla"), users.changed());
        write(ALL, 2);
        assertEquals(Set.of("anna", "ben", "carla"), users.changed());
        write("anna = \\u12", 3);
        assertEquals(Set.of("anna", "ben", "carla"), users.changed());
    }

    /** Who knows it twice ends nobody's session twice. */
    @Test
    void a_change_is_told_once_and_against_what_was_last() throws IOException {
        UsersFile users = users();
        write(ALL.replace("hash-a", "hash-x"), 2);
        assertEquals(Set.of("anna"), users.changed());
        write(ALL.replace("hash-a", "hash-x").replace("hash-b", "hash-y"), 3);
        assertEquals(Set.of("ben"), users.changed());
        write(ALL, 4);
        assertEquals(Set.of("anna", "ben"), users.changed());
    }
}
