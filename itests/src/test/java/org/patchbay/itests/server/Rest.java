package org.patchbay.itests.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who is logged in at a server: as admin by the password that its first start made, or another. */
public final class Rest {
    private static final Pattern PASSWORD = Pattern.compile("(?m)^ {2}admin {2}(\\S+)$");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final String base;
    private final String cookie;
    private final String csrf;

    private Rest(HttpClient client, String base, String cookie, String csrf) {
        this.client = client;
        this.base = base;
        this.cookie = cookie;
        this.csrf = csrf;
    }

    /** The password that the first start said. */
    public static String password(Server server) {
        Matcher said = PASSWORD.matcher(server.said());
        assertTrue(said.find(), server::said);
        return said.group(1);
    }

    public static Rest of(Server server) throws Exception {
        return of(server, "admin", password(server));
    }

    public static Rest of(Server server, String user, String password) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(HouseCertificate.trusted(server)).build();
        HttpResponse<String> in = login(client, server, user, password);
        assertEquals(200, in.statusCode(), in::body);
        return new Rest(
                client,
                server.web() + "/api/v1",
                in.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0],
                JSON.readTree(in.body()).path("csrf").asText());
    }

    public static HttpResponse<String> login(HttpClient client, Server server, String password)
            throws IOException, InterruptedException {
        return login(client, server, "admin", password);
    }

    private static HttpResponse<String> login(
            HttpClient client, Server server, String user, String password)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.web() + "/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JSON.createObjectNode()
                                                .put("user", user)
                                                .put("password", password)
                                                .toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** By which it is known. */
    public String cookie() {
        return cookie;
    }

    /**
     * @param path under {@code /api/v1}
     */
    public byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
        String said = new String(answer.body(), StandardCharsets.UTF_8);
        assertEquals(200, answer.statusCode(), said);
        return answer.body();
    }

    public String text(String path) throws IOException, InterruptedException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(bytes(path));
    }

    /**
     * @param status that it is answered with
     * @param body as JSON
     * @return what it is answered
     */
    public JsonNode post(String path, int status, Object body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = posted(path, body);
        assertEquals(status, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body());
    }

    /**
     * @return the answer; a problem where its status is another than 200
     */
    public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return JSON.readTree(posted(path, body).body());
    }

    private HttpResponse<String> posted(String path, Object body)
            throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("X-CSRF", csrf)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public void delete(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        request(path).header("X-CSRF", csrf).DELETE().build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(204, answer.statusCode(), answer::body);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Cookie", cookie);
    }
}
