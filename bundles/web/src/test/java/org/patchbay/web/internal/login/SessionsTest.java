package org.patchbay.web.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Sessions sessions =
            new Sessions(new Sessions.Limits(Duration.ofMinutes(10), Duration.ofMinutes(60), 5, 2));

    private Sessions.Opened open(String user, long nowMs) {
        return sessions.open(user, Role.USER, nowMs).orElseThrow();
    }

    private static long minutes(int n) {
        return Duration.ofMinutes(n).toMillis();
    }

    @Test
    void it_is_found_by_its_cookie_only_and_each_has_words_of_its_own() {
        Sessions.Opened one = open("anna", 0);
        Sessions.Opened two = open("anna", 1);
        assertSame(one.session(), sessions.find(one.cookie(), 2).orElseThrow());
        assertNotEquals(one.cookie(), two.cookie());
        assertNotEquals(one.session().csrf(), two.session().csrf());
        assertEquals(Optional.empty(), sessions.find(one.cookie() + "x", 2));
        assertEquals(Optional.empty(), sessions.find("", 2));
    }

    @Test
    void it_ends_without_a_sign_of_life_and_after_its_time_whatever_happens() {
        String cookie = open("anna", 0).cookie();
        for (int at = 9; at < 60; at += 9) {
            assertTrue(sessions.find(cookie, minutes(at)).isPresent());
        }
        assertEquals(Optional.empty(), sessions.find(cookie, minutes(60)));
        String idle = open("ben", 0).cookie();
        assertEquals(Optional.empty(), sessions.find(idle, minutes(10)));
    }

    @Test
    void a_user_who_has_enough_loses_the_oldest() {
        List<Session> ended = new ArrayList<>();
        sessions.onEnd(ended::add);
        Sessions.Opened first = open("anna", 0);
        open("anna", 1);
        open("anna", 2);
        assertEquals(List.of(first.session()), ended);
        assertEquals(Optional.empty(), sessions.find(first.cookie(), 3));
        assertEquals(2, sessions.count());
    }

    @Test
    void no_more_than_there_may_be() {
        for (int i = 0; i < 5; i++) {
            open("user" + i, 0);
        }
        assertEquals(Optional.empty(), sessions.open("one-more", Role.USER, 0));
        assertTrue(sessions.open("one-more", Role.USER, minutes(10)).isPresent());
        assertEquals(1, sessions.count());
    }

    @Test
    void whoever_listens_hears_of_every_end_once() {
        List<Session> ended = new ArrayList<>();
        sessions.onEnd(ended::add);
        Session out = open("anna", 0).session();
        sessions.end(out);
        sessions.end(out);
        open("ben", 0);
        sessions.tick(minutes(11));
        open("carla", minutes(11));
        Session other = open("dora", minutes(11)).session();
        sessions.endOf(Set.of("carla", "nobody"));
        assertEquals(List.of("anna", "ben", "carla"), ended.stream().map(Session::user).toList());
        assertEquals(1, sessions.count());
        assertTrue(sessions.isOpen(other, minutes(11)));
    }
}
