package org.patchbay.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Somebody who asks by HTTPS, and trusts the house's certificate alone. */
final class Browser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient client;
    private final SSLContext tls;
    private final String host;
    private String cookie = "";
    private String csrf = "";

    Browser() throws Exception {
        this(House.tls().resolve("certificate.pem"));
    }

    Browser(Path trusted) throws Exception {
        Properties web = new Properties();
        try (var in =
                Files.newInputStream(
                        Path.of(System.getProperty("karaf.etc"), "org.patchbay.web.cfg"))) {
            web.load(in);
        }
        host = "localhost:" + web.getProperty("port");
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(
                "house",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(Files.readAllBytes(trusted))));
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        tls = SSLContext.getInstance("TLS");
        tls.init(null, managers.getTrustManagers(), null);
        client = HttpClient.newBuilder().sslContext(tls).connectTimeout(LIMIT).build();
    }

    /** One who is logged in. */
    static Browser of(String user) throws Exception {
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.login(user, House.password(user));
        if (answer.statusCode() != 200) {
            throw new AssertionError(user + ": " + answer.body());
        }
        return browser;
    }

    HttpResponse<String> login(String user, String password) throws Exception {
        HttpResponse<String> answer =
                send(
                        request("POST", "/api/v1/session", false)
                                .header("Content-Type", "application/json")
                                .method(
                                        "POST",
                                        HttpRequest.BodyPublishers.ofString(
                                                JSON.createObjectNode()
                                                        .put("user", user)
                                                        .put("password", password)
                                                        .toString())));
        answer.headers()
                .firstValue("Set-Cookie")
                .ifPresent(c -> cookie = c.substring(0, c.indexOf(';')));
        if (answer.statusCode() == 200) {
            csrf = json(answer).path("csrf").asText();
        }
        return answer;
    }

    String host() {
        return host;
    }

    String cookie() {
        return cookie;
    }

    void cookie(String other) {
        cookie = other;
    }

    String csrf() {
        return csrf;
    }

    void csrf(String other) {
        csrf = other;
    }

    /** A connection from that address of this machine, on which so much is said. */
    Socket say(String from, String text) throws Exception {
        Socket socket = tls.getSocketFactory().createSocket();
        socket.bind(new InetSocketAddress(from, 0));
        int port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout((int) LIMIT.toMillis());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    HttpRequest.Builder request(String method, String path, boolean known) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("https://" + host + path)).timeout(LIMIT);
        if (known) {
            request.header("Cookie", cookie);
            if (!method.equals("GET") && !csrf.isEmpty()) {
                request.header("X-CSRF", csrf);
            }
        }
        return request;
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request("GET", path, true));
    }

    HttpResponse<String> delete(String path) throws Exception {
        return send(request("DELETE", path, true).DELETE());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                request("POST", path, true)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    /**
     * @param origin empty for none
     */
    CompletableFuture<WebSocket> socket(String path, String origin, Said listener) {
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(LIMIT);
        if (!cookie.isEmpty()) {
            builder.header("Cookie", cookie);
        }
        if (!origin.isEmpty()) {
            builder.header("Origin", origin);
        }
        return builder.buildAsync(URI.create("wss://" + host + path), listener)
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    Said watch(String path) throws Exception {
        Said said = new Said();
        said.socket(socket(path, "https://" + host, said).get());
        return said;
    }
}
