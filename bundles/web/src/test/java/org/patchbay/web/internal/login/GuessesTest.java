package org.patchbay.web.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private static final Guesses.Rules RULES =
            new Guesses.Rules(3, Duration.ofSeconds(8), 10, 20, Duration.ofHours(1));
    private final Guesses guesses = new Guesses(RULES);

    private long waitMs(String source, String user, long nowMs) {
        return guesses.wait(source, user, nowMs).toMillis();
    }

    private void wrong(String source, String user, int times, long nowMs) {
        for (int i = 0; i < times; i++) {
            guesses.wrong(source, user, nowMs);
        }
    }

    @Test
    void after_the_free_tries_each_wait_is_twice_the_one_before_up_to_the_longest() {
        wrong("a", "anna", 2, 0);
        assertEquals(0, waitMs("a", "anna", 0));
        for (long expected : new long[] {1000, 2000, 4000, 8000, 8000}) {
            wrong("a", "anna", 1, 0);
            assertEquals(expected, waitMs("a", "anna", 0));
        }
        assertEquals(0, waitMs("a", "anna", 8000));
        assertEquals(0, waitMs("b", "anna", 0));
        assertEquals(0, waitMs("a", "ben", 0));
    }

    @Test
    void the_right_password_opens_but_gives_no_free_tries_back() {
        wrong("a", "anna", 4, 0);
        guesses.right("a", "anna");
        assertEquals(0, waitMs("a", "anna", 0));
        wrong("a", "anna", 1, 1);
        assertEquals(1000, waitMs("a", "anna", 1));
    }

    @Test
    void a_source_that_tries_many_users_is_locked_for_all_but_whom_it_knew() {
        guesses.right("a", "anna");
        for (int i = 0; i < 10; i++) {
            wrong("a", "user" + i, 1, 0);
        }
        assertEquals(Duration.ofHours(1).toMillis(), waitMs("a", "never-tried", 0));
        assertEquals(0, waitMs("a", "anna", 0));
        assertEquals(0, waitMs("b", "user1", 0));
        assertEquals(0, waitMs("a", "never-tried", Duration.ofHours(1).toMillis()));
    }

    @Test
    void a_user_whom_many_sources_try_is_locked_for_all_but_who_knew() {
        guesses.right("home", "anna");
        for (int i = 0; i < 20; i++) {
            wrong("bot" + i, "anna", 1, 0);
        }
        assertTrue(waitMs("elsewhere", "anna", 0) > 0);
        assertEquals(0, waitMs("home", "anna", 0));
        assertEquals(1, guesses.locks(0).size());
        assertEquals(20, guesses.locks(0).get(0).failures());
        assertEquals(1, guesses.release("anna", 0));
        assertEquals(0, waitMs("elsewhere", "anna", 0));
    }

    @Test
    void each_kind_of_lock_is_told_once_as_it_begins() {
        int told = 0;
        for (int i = 0; i < 9; i++) {
            told += guesses.wrong("a", "anna", 0).isPresent() ? 1 : 0;
        }
        assertEquals(1, told);
        assertEquals("", guesses.wrong("a", "anna", 0).orElseThrow().account());
    }

    @Test
    void strangers_fill_no_table_without_end() {
        guesses.right("home", "anna");
        for (int i = 0; i < 100_000; i++) {
            guesses.wrong("s" + i, "u" + i, 0);
        }
        for (int i = 0; i < 20; i++) {
            guesses.wrong("bot" + i, "anna", 0);
        }
        assertEquals(0, waitMs("home", "anna", 0));
    }
}
