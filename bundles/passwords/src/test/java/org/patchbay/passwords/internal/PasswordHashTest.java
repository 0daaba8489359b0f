package org.patchbay.passwords.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private final PasswordHash hash = new PasswordHash();

    @Test
    void of_the_same_password_no_two_hashes_are_alike_and_both_fit() {
        String one = hash.encryptPassword("grün wie Gras");
        String two = hash.encryptPassword("grün wie Gras");
        assertNotEquals(one, two);
        assertTrue(hash.checkPassword("grün wie Gras", one));
        assertTrue(hash.checkPassword("grün wie Gras", two));
        assertFalse(hash.checkPassword("grun wie Gras", one));
        assertFalse(one.contains("Gras"));
        assertTrue(one.startsWith("pbkdf2-sha512:210000:"), one);
    }

    @Test
    void a_hash_that_the_first_start_made_fits() {
        assertTrue(
                hash.checkPassword(
                        "m3fd8kdz3rkavtqx",
                        "pbkdf2-sha512:210000:zKK9TMAKS4kOuhIYJkXWXg:pDjSYvjiHwI9oMO_E0IgpC73d87f-wCa4b8oRiIBUjE"));
    }

    @Test
    void what_is_no_hash_fits_nothing() {
        for (String kept :
                new String[] {
                    "",
                    "x",
                    "pbkdf2-sha512:1:!:!",
                    "pbkdf2-sha512:0:AAAA:AAAA",
                    "pbkdf2-sha512:999999999:AAAA:pDjSYvjiHwI9oMO_E0IgpC73d87f-wCa4b8oRiIBUjE",
                    "pbkdf2-sha512:1:AAAA:",
                    "5f4dcc3b5aa765d61d8327deb882cf99"
                }) {
            assertFalse(hash.checkPassword("", kept), kept);
            assertFalse(hash.checkPassword(kept, kept), kept);
        }
    }
}
