package org.patchbay.web.internal.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What keeps one address from taking all connections, before a Jetty on loopback. */
class BoundsTest {
    private static final String HALF = "GET / HTTP/1.1\r\nHost: x";

    private final AtomicLong nowMs = new AtomicLong(1);
    private final HeaderDeadline headers = new HeaderDeadline(nowMs::get);
    private final Server server = new Server();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private volatile Callback held;
    private ServerConnector connector;

    private void open(boolean loopbackIsFree) throws Exception {
        connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        HttpsServer.bound(connector, new SourceLimit(2, a -> loopbackIsFree), headers);
        server.addConnector(connector);
        server.setHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        if (Request.getPathInContext(request).equals("/slow")) {
                            held = callback;
                            arrived.countDown();
                        } else {
                            callback.succeeded();
                        }
                        return true;
                    }
                });
        server.start();
    }

    @AfterEach
    void close() throws Exception {
        server.stop();
    }

    private Socket connect(String from) throws IOException {
        Socket socket =
                new Socket(
                        InetAddress.getByName("127.0.0.1"),
                        connector.getLocalPort(),
                        InetAddress.getByName(from),
                        0);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The first line of the answer, empty where the connection ends in its place. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            while (text.indexOf("\r\n\r\n") < 0) {
                int b = socket.getInputStream().read();
                if (b < 0) {
                    return "";
                }
                text.append((char) b);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("neither an answer nor an end", e);
        } catch (IOException e) {
            return ""; // reset
        }
        return text.substring(0, text.indexOf("\r\n"));
    }

    private static String ask(Socket socket, String path) throws IOException {
        try {
            say(socket, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        } catch (IOException e) {
            return "";
        }
        return answer(socket);
    }

    @Test
    void a_source_has_so_many_and_others_come_all_the_same() throws Exception {
        open(false);
        try (Socket one = connect("127.0.0.2");
                Socket two = connect("127.0.0.2")) {
            assertEquals("HTTP/1.1 200 OK", ask(one, "/"));
            assertEquals("HTTP/1.1 200 OK", ask(two, "/"));
            try (Socket three = connect("127.0.0.2");
                    Socket other = connect("127.0.0.3")) {
                assertEquals("", ask(three, "/"));
                assertEquals("HTTP/1.1 200 OK", ask(other, "/"));
            }
        }
        assertTrue(comesAgain("127.0.0.2"), "what ended makes room");
    }

    /** As soon as the server has seen that the others are gone. */
    private boolean comesAgain(String from) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() - until < 0) {
            try (Socket socket = connect(from)) {
                if (!ask(socket, "/").isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void a_proxy_on_this_machine_brings_whom_it_likes() throws Exception {
        open(true);
        try (Socket one = connect("127.0.0.2");
                Socket two = connect("127.0.0.2");
                Socket three = connect("127.0.0.2")) {
            for (Socket socket : new Socket[] {one, two, three}) {
                assertEquals("HTTP/1.1 200 OK", ask(socket, "/"));
            }
        }
    }

    @Test
    void a_header_that_does_not_end_ends_the_connection() throws Exception {
        open(true);
        try (Socket first = connect("127.0.0.1");
                Socket later = connect("127.0.0.1")) {
            assertEquals("HTTP/1.1 200 OK", ask(later, "/"));
            say(first, HALF);
            say(later, HALF);
            awaitWaiting(2); // the end of an answer is told after it is heard
            nowMs.addAndGet(HeaderDeadline.LONGEST.toMillis());
            headers.tick();
            assertEquals("HTTP/1.1 200 OK", ask(connect("127.0.0.1"), "/"));
            nowMs.addAndGet(1);
            headers.tick();
            assertEquals("", answer(first));
            assertEquals("", answer(later));
        }
    }

    private void awaitWaiting(int connections) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (headers.count() != connections) {
            assertTrue(System.nanoTime() - until < 0, headers.count() + " wait");
            Thread.onSpinWait();
        }
    }

    @Test
    void what_is_being_answered_is_left_alone() throws Exception {
        open(true);
        try (Socket slow = connect("127.0.0.1")) {
            say(slow, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(arrived.await(20, TimeUnit.SECONDS));
            nowMs.addAndGet(10 * HeaderDeadline.LONGEST.toMillis());
            headers.tick();
            held.succeeded();
            assertEquals("HTTP/1.1 200 OK", answer(slow));
        }
    }
}
