package org.patchbay.web.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.testkit.Eventually;
import org.patchbay.testkit.ManualClock;

class LoginDeskTest {
    private static final Map<String, List<String>> ROLES =
            Map.of("anna", List.of("group", "user", "operator"), "ssh-only", List.of("ssh"));

    private final ManualClock clock = new ManualClock();
    private final List<AccessLock> locks = new ArrayList<>();
    private final List<String> looked = new ArrayList<>();
    private final LoginDesk desk = desk(this::roles);

    private LoginDesk desk(
            java.util.function.BiFunction<String, String, Optional<List<String>>> realm) {
        return new LoginDesk(
                realm,
                new Guesses(
                        new Guesses.Rules(
                                2, Duration.ofSeconds(60), 100, 100, Duration.ofHours(1))),
                new Sessions(new Sessions.Limits(Duration.ofHours(1), Duration.ofHours(1), 10, 10)),
                clock,
                locks::add);
    }

    private Optional<List<String>> roles(String user, String password) {
        looked.add(user);
        return password.equals("right") ? Optional.ofNullable(ROLES.get(user)) : Optional.empty();
    }

    @Test
    void the_highest_role_counts_and_others_of_the_realm_do_not() {
        LoginDesk.Outcome.In in =
                assertInstanceOf(LoginDesk.Outcome.In.class, desk.login("a", "anna", "right"));
        assertEquals(Role.OPERATOR, in.opened().session().role());
        assertInstanceOf(LoginDesk.Outcome.NoRole.class, desk.login("a", "ssh-only", "right"));
        assertInstanceOf(LoginDesk.Outcome.Wrong.class, desk.login("a", "nobody", "right"));
    }

    @Test
    void while_somebody_has_to_wait_not_even_the_right_password_is_looked_at() {
        desk.login("a", "anna", "wrong");
        desk.login("a", "anna", "wrong");
        looked.clear();
        LoginDesk.Outcome.Wait wait =
                assertInstanceOf(LoginDesk.Outcome.Wait.class, desk.login("a", "anna", "right"));
        assertEquals(Duration.ofSeconds(1), wait.until());
        assertEquals(List.of(), looked);
        assertEquals(1, locks.size());
        clock.advance(Duration.ofSeconds(1));
        assertInstanceOf(LoginDesk.Outcome.In.class, desk.login("a", "anna", "right"));
    }

    @Test
    void what_is_too_long_is_not_looked_at() {
        String tooLong = "x".repeat(LoginDesk.MOST_LETTERS + 1);
        assertInstanceOf(LoginDesk.Outcome.Wrong.class, desk.login("a", tooLong, "right"));
        assertInstanceOf(LoginDesk.Outcome.Wrong.class, desk.login("a", "anna", tooLong));
        assertInstanceOf(LoginDesk.Outcome.Wrong.class, desk.login("a", " ", "right"));
        assertEquals(List.of(), looked);
    }

    @Test
    void few_wait_for_their_password_to_be_looked_at() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        LoginDesk slow =
                desk(
                        (user, password) -> {
                            looking.countDown();
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return Optional.empty();
                        });
        ExecutorService many = Executors.newFixedThreadPool(20);
        try {
            List<Future<LoginDesk.Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String user = "user" + i;
                outcomes.add(many.submit(() -> slow.login("a", user, "x")));
            }
            looking.await();
            // Those who are sent away do not wait: twelve of them end first.
            Eventually.holds(
                    Duration.ofSeconds(20),
                    () -> assertEquals(12, outcomes.stream().filter(Future::isDone).count()));
            go.countDown();
            int wrong = 0;
            for (Future<LoginDesk.Outcome> outcome : outcomes) {
                wrong += outcome.get() instanceof LoginDesk.Outcome.Wrong ? 1 : 0;
            }
            assertEquals(8, wrong);
        } finally {
            go.countDown();
            many.shutdownNow();
        }
    }
}
