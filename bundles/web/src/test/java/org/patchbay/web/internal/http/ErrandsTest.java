package org.patchbay.web.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.login.Token;

class ErrandsTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final Errands errands = new Errands(waiting::add);

    private static Who who(String id) {
        return Who.with(new Token(id, "test", Role.OPERATOR, "somebody", Instant.EPOCH, ""));
    }

    /** Of a request that is answered later. */
    private HttpServletRequest request() {
        AsyncContext async =
                fake(
                        AsyncContext.class,
                        name -> {
                            if (name.equals("complete")) {
                                done.add("complete");
                            }
                            return null;
                        });
        return fake(HttpServletRequest.class, name -> async);
    }

    private interface Says {
        Object to(String method);
    }

    private static <T> T fake(Class<T> type, Says says) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> says.to(method.getName())));
    }

    private void ask(String id) {
        errands.run(request(), who(id), () -> done.add(id));
    }

    private void refuses(String id) {
        Problem problem = assertThrows(Problem.class, () -> ask(id));
        assertEquals(Problem.Kind.ABSENT, problem.kind());
        assertEquals(2, problem.retryAfterS().orElseThrow());
    }

    @Test
    void nobody_waits_where_he_asks_and_the_answer_is_complete_when_it_is_made() {
        ask("a");
        assertEquals(List.of(), done);
        waiting.remove().run();
        assertEquals(List.of("a", "complete"), done);
    }

    @Test
    void few_are_done_at_once_and_fewer_of_one() {
        ask("a");
        ask("a");
        refuses("a");
        ask("b");
        ask("c");
        refuses("d");
        waiting.remove().run();
        ask("d");
        assertEquals(Errands.MOST, waiting.size());
    }

    @Test
    void what_breaks_keeps_no_seat_and_no_answer() {
        for (int i = 0; i < 5; i++) {
            errands.run(
                    request(),
                    who("a"),
                    () -> {
                        throw new IllegalStateException("broken");
                    });
            assertThrows(IllegalStateException.class, waiting.remove()::run);
        }
        assertEquals(5, done.size());
    }

    @Test
    void a_house_that_stops_lets_nobody_wait_for_ever() {
        Errands stopped =
                new Errands(
                        work -> {
                            throw new RejectedExecutionException();
                        });
        stopped.run(request(), who("a"), () -> done.add("a"));
        assertEquals(List.of("a", "complete"), done);
    }
}
