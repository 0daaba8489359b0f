package org.patchbay.web.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.login.Token;

class BodiesTest {
    private static final Optional<Who> NOBODY = Optional.empty();

    private final List<Runnable> deadlines = new ArrayList<>();
    private final List<CompletableFuture<Void>> pending = new ArrayList<>();
    private final Bodies bodies =
            new Bodies(
                    (work, in) -> {
                        assertEquals(Bodies.LONGEST, in);
                        deadlines.add(work);
                        pending.add(new CompletableFuture<>());
                        return pending.get(pending.size() - 1);
                    });

    /** One request whose body comes in pieces, when the test says so. */
    private final class Sender extends ServletInputStream implements Bodies.Then {
        private final ArrayDeque<Byte> sent = new ArrayDeque<>();
        private final List<String> heard = new ArrayList<>();
        private ReadListener listener;
        private boolean ended;
        private int completed;

        Sender from(Optional<Who> who, String source) throws IOException {
            AsyncContext async =
                    fake(
                            AsyncContext.class,
                            (name, args) -> {
                                completed += name.equals("complete") ? 1 : 0;
                                if (name.equals("start")) {
                                    ((Runnable) args[0]).run();
                                }
                                return null;
                            });
            HttpServletRequest request =
                    fake(
                            HttpServletRequest.class,
                            (name, args) -> name.equals("startAsync") ? async : this);
            bodies.read(request, who, source, this);
            return this;
        }

        void send(String text) throws IOException {
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                sent.add(b);
            }
            listener.onDataAvailable();
        }

        void end() throws IOException {
            ended = true;
            listener.onAllDataRead();
        }

        @Override
        public void read(String text) {
            heard.add(text);
        }

        @Override
        public void refused(Problem why, boolean whole) {
            heard.add(why.kind() + (whole ? " whole" : ""));
        }

        @Override
        public int read() {
            return sent.isEmpty() ? -1 : sent.poll() & 0xff;
        }

        @Override
        public boolean isReady() {
            return !sent.isEmpty();
        }

        @Override
        public boolean isFinished() {
            return ended;
        }

        @Override
        public void setReadListener(ReadListener asked) {
            listener = asked;
        }
    }

    private static <T> T fake(Class<T> type, BiFunction<String, Object[], Object> says) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (p, m, args) -> says.apply(m.getName(), args)));
    }

    private Sender sender(Optional<Who> who, String source) throws IOException {
        return new Sender().from(who, source);
    }

    private static Optional<Who> program(String id) {
        return Optional.of(
                Who.with(new Token(id, "n", Role.USER, "admin", java.time.Instant.EPOCH, "hash")));
    }

    private int untilRefused(Optional<Who> who, String source) throws IOException {
        int taken = 0;
        while (true) {
            try {
                sender(who, source);
                taken++;
            } catch (Problem e) {
                assertEquals(Problem.Kind.ABSENT, e.kind());
                return taken;
            }
        }
    }

    @Test
    void what_comes_in_pieces_is_read_whole_and_answered_once() throws IOException {
        Sender sender = sender(NOBODY, "a");
        sender.send("{\"ü\"");
        sender.send(":1}");
        assertEquals(List.of(), sender.heard);
        sender.end();
        assertEquals(List.of("{\"ü\":1}"), sender.heard);
        assertEquals(1, sender.completed);
        assertTrue(pending.get(0).isCancelled());
        deadlines.get(0).run();
        sender.listener.onError(new IOException());
        assertEquals(1, sender.heard.size());
        assertEquals(1, sender.completed);
    }

    @Test
    void one_that_does_not_come_is_given_up_at_its_deadline() throws IOException {
        Sender sender = sender(NOBODY, "a");
        sender.send("{");
        deadlines.get(0).run();
        assertEquals(List.of("TOO_SLOW"), sender.heard);
        assertEquals(1, sender.completed);
        sender.send("}");
        sender.end();
        assertEquals(List.of("TOO_SLOW"), sender.heard);
    }

    @Test
    void too_much_and_no_text_are_told_apart() throws IOException {
        Sender large = sender(NOBODY, "a");
        large.send("x".repeat(70_000));
        large.end();
        assertEquals(List.of("TOO_LARGE whole"), large.heard);
        Sender huge = sender(NOBODY, "a");
        huge.send("x".repeat(1_100_000));
        assertEquals(List.of("TOO_LARGE"), huge.heard);
        Sender broken = sender(NOBODY, "a");
        broken.listener.onError(new IOException());
        assertEquals(List.of("BAD_REQUEST"), broken.heard);
    }

    @Test
    void a_source_that_sends_nothing_keeps_no_other_from_logging_in() throws IOException {
        int taken = untilRefused(NOBODY, "192.0.2.1");
        assertTrue(taken < 16, "" + taken);
        Sender other = sender(NOBODY, "192.0.2.2");
        other.send("{}");
        other.end();
        assertEquals(List.of("{}"), other.heard);
        assertThrows(Problem.class, () -> sender(NOBODY, "192.0.2.1"));
        List.copyOf(deadlines).forEach(Runnable::run);
        assertEquals(taken, untilRefused(NOBODY, "192.0.2.1"), "each seat is given back once");
    }

    @Test
    void a_user_keeps_neither_others_nor_strangers() throws IOException {
        untilRefused(program("1"), "192.0.2.1");
        sender(program("2"), "192.0.2.1");
        sender(NOBODY, "192.0.2.1");
        assertThrows(Problem.class, () -> sender(program("1"), "192.0.2.9"));
    }
}
