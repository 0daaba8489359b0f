package org.patchbay.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** Whoever sends requests that do not come whole keeps nobody else from the house. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WebBoundsIT extends WebHouse {
    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String HALF_A_BODY =
            "Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{";

    private final List<Socket> open = new ArrayList<>();

    @After
    public void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream()));
    }

    private static String answer(Socket socket) throws IOException {
        return reader(socket).readLine();
    }

    private static void assertStatus(int status, Socket socket) throws IOException {
        String answer = answer(socket);
        assertTrue(answer, answer != null && answer.startsWith("HTTP/1.1 " + status + " "));
    }

    /** And it is told as RFC 9457 has it, whoever of us refuses it. */
    private static void assertProblem(int status, Socket socket) throws IOException {
        BufferedReader reader = reader(socket);
        List<String> head = new ArrayList<>();
        for (String line = reader.readLine();
                line != null && !line.isEmpty();
                line = reader.readLine()) {
            head.add(line);
        }
        assertTrue(head + "", head.get(0).startsWith("HTTP/1.1 " + status + " "));
        assertTrue(head + "", head.contains("Content-Type: application/problem+json"));
        assertTrue(head + "", head.contains("X-Content-Type-Options: nosniff"));
    }

    private static long msSince(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    @Test
    public void loginsThatDoNotComeKeepNobodyOut() throws Exception {
        Browser stranger = new Browser();
        String half = "POST /api/v1/session" + HEAD + HALF_A_BODY;
        // More than there are threads, from some addresses, for one has so many at once.
        for (int i = 0; i < 56; i++) {
            open.add(stranger.say("127.0.1." + (1 + i / 8), half));
        }
        try (Socket more = stranger.say("127.0.1.1", half)) {
            assertProblem(503, more);
        }
        long began = System.nanoTime();
        Browser operator = Browser.of("operator");
        Said events = operator.watch("/api/v1/events");
        events.say("{\"type\":\"begin\"}");
        assertEquals("snapshot", Browser.json(events.next()).path("type").asText());
        assertTrue("it took " + msSince(began) + " ms", msSince(began) < 8_000);
        for (Socket socket : open) {
            assertProblem(504, socket);
        }
        assertTrue("given up after " + msSince(began) + " ms", msSince(began) < 15_000);
    }

    @Test
    public void whatOneUserDoesNotSendKeepsNobodyOut() throws Exception {
        Browser user = Browser.of("user");
        String known = "Cookie: " + user.cookie() + "\r\nX-CSRF: " + user.csrf() + "\r\n";
        for (int i = 0; i < 50; i++) {
            open.add(user.say("127.0.0.1", "POST /api/v1/calls" + HEAD + known + HALF_A_BODY));
        }
        long began = System.nanoTime();
        Browser operator = Browser.of("operator");
        assertEquals(200, operator.get("/api/v1/house").statusCode());
        operator.watch("/api/v1/events").say("{\"type\":\"begin\"}");
        assertTrue("it took " + msSince(began) + " ms", msSince(began) < 8_000);
        int turnedAway = 0;
        for (Socket socket : open) {
            turnedAway += answer(socket).contains(" 503 ") ? 1 : 0;
        }
        assertEquals(50 - 16, turnedAway);
    }

    @Test
    public void whatIsNoQueryAndNoFormIsAnsweredAtOnceAndNotLogged() throws Exception {
        Browser stranger = new Browser();
        String form =
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\n";
        long began = System.nanoTime();
        open.add(stranger.say("127.0.0.1", "GET /api/v1/session?a=1" + HEAD + form));
        open.add(stranger.say("127.0.0.1", "GET /api/v1/openapi.json?a=%FF" + HEAD + "\r\n"));
        open.add(stranger.say("127.0.0.1", "GET /api/v1/%FF" + HEAD + "\r\n"));
        open.add(stranger.say("127.0.0.1", "GET /api/v1/session" + HEAD + "Cookie: =;\"\r\n\r\n"));
        for (Socket socket : open.subList(0, 3)) {
            assertProblem(400, socket);
        }
        assertStatus(204, open.get(3));
        assertTrue("it took " + msSince(began) + " ms", msSince(began) < 8_000);
        String log = Files.readString(Path.of(System.getProperty("karaf.log"), "karaf.log"));
        assertFalse(log, log.contains("broke") || log.contains("BadMessage"));
    }

    @Test
    public void whatTheServerItselfRefusesIsToldAsAllElse() throws Exception {
        Browser stranger = new Browser();
        String[] wrong = {
            "GET /%zz" + HEAD + "\r\n",
            "GET /a/%2e%2e/b" + HEAD + "\r\n",
            "GET /api/v1/calls/a%2fb" + HEAD + "\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        };
        for (String text : wrong) {
            Socket socket = stranger.say("127.0.0.1", text);
            open.add(socket);
            assertProblem(400, socket);
        }
        open.add(stranger.say("127.0.0.1", "GET /" + HEAD + "X: " + "x".repeat(40_000) + "\r\n"));
        assertProblem(431, open.get(open.size() - 1));
    }
}
