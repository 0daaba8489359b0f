package org.patchbay.web.internal.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.web.internal.http.Json;

/** What a Jetty on loopback refuses by itself. */
class ServerProblemsTest {
    private static final String HOST = "Host: x\r\nConnection: close\r\n";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    @BeforeEach
    void open() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        Response.writeError(request, response, callback, 402);
                        return true;
                    }
                });
        server.start();
        server.setErrorHandler(new ServerProblems()); // as Felix shows it: when it runs
    }

    @AfterEach
    void close() throws Exception {
        server.stop();
    }

    private String ask(String text) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /%zz HTTP/1.1, 400, bad-request",
        "GET /a/%2e%2e/b HTTP/1.1, 400, bad-request",
        "GET /\u0001 HTTP/1.1, 400, bad-request",
        "GET / HTTP/7.1, 505, ''",
        "GET / HTTP/1.1, 402, ''",
    })
    void it_is_told_as_all_else(String line, int status, String kind) throws IOException {
        assertProblem(ask(line + "\r\n" + HOST + "\r\n"), status, kind);
    }

    @ParameterizedTest
    @CsvSource({"414, uri-too-long", "431, header-too-large"})
    void what_is_too_long_is_told_so(int status, String kind) throws IOException {
        String much = "x".repeat(20_000);
        String path = status == 414 ? much : "";
        String header = status == 431 ? "X: " + much + "\r\n" : "";
        String text = "GET /" + path + " HTTP/1.1\r\n" + HOST + header + "\r\n";
        assertProblem(ask(text), status, kind);
    }

    private static void assertProblem(String answer, int status, String kind) {
        String[] parts = answer.split("\r\n\r\n", 2);
        assertTrue(parts[0].startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(parts[0].contains("Content-Type: application/problem+json"), answer);
        assertTrue(parts[0].contains("Content-Security-Policy: default-src 'none'"), answer);
        JsonNode json = Json.object(parts[1]);
        assertEquals(status, json.path("status").asInt(), answer);
        String type = kind.isEmpty() ? "about:blank" : "/api/problems#" + kind;
        assertEquals(type, json.path("type").asText(), answer);
        assertTrue(!json.path("title").asText().isEmpty(), answer);
        assertTrue(!json.path("detail").asText().isEmpty(), answer);
    }
}
