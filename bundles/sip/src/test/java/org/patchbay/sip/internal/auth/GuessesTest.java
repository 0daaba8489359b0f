package org.patchbay.sip.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.AccessLock;

class GuessesTest {
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private final Guesses guesses =
            new Guesses(new Guesses.Rules(3, Duration.ofSeconds(8), 4, 20, Duration.ofMinutes(10)));
    private long nowMs = 1_000_000_000_000L;

    private boolean may(String source, String account) {
        return guesses.mayTry(source, account, nowMs);
    }

    private Optional<AccessLock> wrong(String source, String account) {
        return guesses.wrong(source, account, nowMs);
    }

    private static AccessLock lock(String source, String account, int failures, long untilMs) {
        return new AccessLock(source, account, failures, Instant.ofEpochMilli(untilMs));
    }

    @Test
    void who_errs_again_and_again_waits_twice_as_long_each_time() {
        List<Long> waits = new ArrayList<>();
        List<Integer> told = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            assertTrue(may(HERE, "1001"));
            int failure = i;
            wrong(HERE, "1001").ifPresent(lock -> told.add(failure));
            long from = nowMs;
            while (!may(HERE, "1001")) {
                nowMs += 500;
            }
            waits.add((nowMs - from) / 1000);
        }
        assertEquals(List.of(0L, 0L, 0L, 1L, 2L, 4L, 8L, 8L, 8L), waits);
        assertEquals(List.of(4, 7), told, "when it begins, and when it grows no more");
    }

    @Test
    void who_guesses_beside_a_phone_gets_no_free_tries_by_it() {
        for (int i = 0; i < 5; i++) {
            wrong(HERE, "1001");
        }
        guesses.right(HERE, "1001");
        assertTrue(may(HERE, "1001"));
        wrong(HERE, "1001");
        assertTrue(may(HERE, "1001"), "one is free");
        wrong(HERE, "1001");
        assertFalse(may(HERE, "1001"));
    }

    @Test
    void a_flood_of_guesses_does_not_make_it_forget_who_knew() {
        guesses.right(HERE, "1001");
        for (int i = 0; i < 100_000; i++) {
            wrong("2001:db8:" + i + "::", "1001");
        }
        assertFalse(may(THERE, "1001"));
        assertTrue(may(HERE, "1001"));
    }

    @Test
    void others_do_not_wait_for_it() {
        for (int i = 0; i < 4; i++) {
            wrong(HERE, "1001");
        }
        assertFalse(may(HERE, "1001"));
        assertTrue(may(HERE, "1002"));
        assertTrue(may(THERE, "1001"));
    }

    @Test
    void the_right_secret_and_time_make_it_good() {
        wrong(HERE, "1001");
        wrong(HERE, "1001");
        wrong(HERE, "1001");
        guesses.right(HERE, "1001");
        assertEquals(Optional.empty(), wrong(HERE, "1001"));
        wrong(HERE, "1001");
        wrong(HERE, "1001");
        nowMs += Duration.ofMinutes(11).toMillis();
        assertEquals(Optional.empty(), wrong(HERE, "1001"));
        assertTrue(may(HERE, "1001"));
    }

    @Test
    void who_tries_many_accounts_is_shut_out_of_all_but_its_own() {
        guesses.right(HERE, "1007");
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.empty(), wrong(HERE, "20" + i));
        }
        long until = nowMs + Duration.ofMinutes(10).toMillis();
        assertEquals(Optional.of(lock(HERE, "", 4, until)), wrong(HERE, "204"));
        assertFalse(may(HERE, "1001"));
        assertTrue(may(HERE, "1007"), "that phone is at home there");
        assertTrue(may(THERE, "1001"));
        assertEquals(List.of(lock(HERE, "", 4, until)), guesses.locks(nowMs));
        nowMs = until;
        assertTrue(may(HERE, "1001"));
        assertEquals(List.of(), guesses.locks(nowMs));
    }

    @Test
    void one_account_tried_from_many_places_is_closed_to_those_who_never_knew() {
        guesses.right(THERE, "1001");
        Optional<AccessLock> last = Optional.empty();
        for (int i = 0; i < 20; i++) {
            last = wrong("198.51.100." + i, "1001");
        }
        long until = nowMs + Duration.ofMinutes(10).toMillis();
        assertEquals(Optional.of(lock("", "1001", 20, until)), last);
        assertFalse(may(HERE, "1001"));
        assertTrue(may(THERE, "1001"));
        assertTrue(may(HERE, "1002"));
    }

    @Test
    void an_operator_opens_by_source_or_by_account() {
        for (int i = 0; i < 4; i++) {
            wrong(HERE, "1001");
            wrong(THERE, "20" + i);
        }
        assertFalse(may(HERE, "1001"));
        assertEquals(1, guesses.release("1001", nowMs));
        assertTrue(may(HERE, "1001"));
        assertFalse(may(THERE, "1001"));
        assertEquals(1, guesses.release(THERE, nowMs));
        assertTrue(may(THERE, "1001"));
        assertEquals(0, guesses.release("nobody", nowMs));
    }

    @Test
    void a_flood_of_names_does_not_grow_without_end() {
        for (int i = 0; i < 200_000; i++) {
            wrong("2001:db8:" + i + "::", "name-" + i);
        }
        assertTrue(guesses.locks(nowMs).isEmpty());
        assertEquals(200_000, guesses.wrongCount());
    }
}
