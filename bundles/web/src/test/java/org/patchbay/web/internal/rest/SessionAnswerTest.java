package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.web.internal.http.Bodies;
import org.patchbay.web.internal.http.Errands;
import org.patchbay.web.internal.http.Gate;
import org.patchbay.web.internal.login.ListenRule;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.login.Sessions;
import org.patchbay.web.internal.login.Tokens;
import org.patchbay.web.internal.parts.Parts;
import org.patchbay.web.internal.view.HouseView;

/** Who asks whether somebody is logged in, and what it is told; and where others are answered. */
class SessionAnswerTest {
    private static final Sessions.Limits LIMITS =
            new Sessions.Limits(Duration.ofHours(1), Duration.ofHours(2), 10, 10);

    private final Tokens tokens = new Tokens(List.of(), t -> {}, (by, role) -> true);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Queue<Runnable> errands = new ArrayDeque<>();
    private int status;
    private RestServlet servlet;
    private String token;

    @BeforeEach
    void open() throws IOException {
        Parts parts = new Parts();
        HouseView house = new HouseView(parts, "1", Instant.EPOCH);
        ListenRule listens = ListenRule.parse("admin");
        InstantSource clock = InstantSource.system();
        Rest rest = new Rest(parts, house, null, null, tokens, listens, clock, "1");
        servlet =
                new RestServlet(
                        rest,
                        new Gate(new Sessions(LIMITS), tokens, clock),
                        new Bodies((work, in) -> null),
                        new Errands(errands::add));
        token = tokens.make("wall", Role.OPERATOR, "admin", Instant.EPOCH).text();
    }

    private int get(String path, Map<String, String> headers) throws IOException {
        body.reset();
        Map<String, Object> answers = new HashMap<>();
        answers.put("getMethod", "GET");
        String[] parts = path.split("\\?", 2);
        answers.put("getPathInfo", parts[0]);
        answers.put("getQueryString", parts.length > 1 ? parts[1] : null);
        answers.put("getServletPath", "/api/v1");
        answers.put("getRemoteAddr", "192.0.2.1");
        answers.put("getContentLengthLong", 0L);
        answers.put("startAsync", fake(AsyncContext.class, (name, args) -> null));
        HttpServletRequest request =
                fake(
                        HttpServletRequest.class,
                        (name, args) ->
                                name.equals("getHeader")
                                        ? headers.get(args[0])
                                        : answers.get(name));
        HttpServletResponse response =
                fake(
                        HttpServletResponse.class,
                        (name, args) -> {
                            if (name.equals("setStatus")) {
                                status = (int) args[0];
                            }
                            return name.equals("getOutputStream") ? new Sink() : null;
                        });
        servlet.service(request, response);
        return status;
    }

    private interface Says {
        Object to(String method, Object[] args);
    }

    private static <T> T fake(Class<T> type, Says says) {
        Class<?>[] types = {type};
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(), types, (p, m, args) -> says.to(m.getName(), args)));
    }

    private final class Sink extends ServletOutputStream {
        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    }

    private String said() {
        return body.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_page_before_anybody_has_logged_in_is_told_nobody_which_is_no_error() throws IOException {
        assertEquals(204, get("/session", Map.of()));
        assertEquals("", said());
    }

    @Test
    void a_program_is_told_who_it_is_or_that_its_token_is_nobodys() throws IOException {
        assertEquals(200, get("/session", Map.of("Authorization", "Bearer " + token)));
        assertTrue(said().contains("\"operator\""), said());
        for (String wrong : List.of("Bearer " + token + "x", "Bearer ", "Basic YTpi")) {
            assertEquals(401, get("/session", Map.of("Authorization", wrong)), wrong);
            assertEquals(401, get("/openapi.json", Map.of("Authorization", wrong)), wrong);
        }
    }

    @Test
    void whatever_else_there_is_stays_shut() throws IOException {
        assertEquals(401, get("/calls", Map.of()));
        assertEquals(200, get("/openapi.json", Map.of()));
    }

    @Test
    void what_takes_a_while_is_answered_where_nobody_else_waits() throws IOException {
        String admin = tokens.make("export", Role.ADMIN, "admin", Instant.EPOCH).text();
        for (String path : List.of("/records", "/records.csv", "/records/c", "/traces/c")) {
            status = 0;
            assertEquals(0, get(path, Map.of("Authorization", "Bearer " + admin)), path);
            errands.remove().run();
            assertEquals(503, status, path);
            assertTrue(said().contains("problems#absent"), said());
            assertEquals(401, get(path, Map.of()), path);
        }
        for (String path : List.of("/records", "/records.csv", "/records/c", "/traces/c/pcap")) {
            assertEquals(403, get(path, Map.of("Authorization", "Bearer " + token)), path);
        }
        assertTrue(errands.isEmpty());
    }

    @Test
    void a_query_that_is_no_text_is_the_askers_fault() throws IOException {
        for (String query : List.of("a=%FF", "a=%", "%C3")) {
            assertEquals(400, get("/openapi.json?" + query, Map.of()), query);
            assertTrue(said().contains("problems#bad-request"), said());
        }
    }
}
