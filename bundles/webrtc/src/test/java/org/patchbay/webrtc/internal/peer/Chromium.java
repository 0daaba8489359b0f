package org.patchbay.webrtc.internal.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One blank page of a headless Chromium, in which a test runs what it likes. */
public final class Chromium implements AutoCloseable {
    public static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger serial = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();

    public Chromium() throws Exception {
        profile = Files.createTempDirectory("chromium");
        process =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--allow-loopback-in-peer-connection",
                                "--autoplay-policy=no-user-gesture-required",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectErrorStream(true)
                        .start();
        HttpClient client = HttpClient.newHttpClient();
        String page = page(client, debugger(process.inputReader()));
        socket =
                client.newWebSocketBuilder()
                        .buildAsync(URI.create(page), new Answers())
                        .get(10, TimeUnit.SECONDS);
    }

    private static URI debugger(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            int at = line.indexOf("ws://");
            if (at >= 0) {
                Thread drain =
                        new Thread(() -> out.lines().forEach(l -> {}), "peer-chromium-output");
                drain.setDaemon(true);
                drain.start();
                return URI.create(line.substring(at).strip());
            }
        }
        throw new IOException("Chromium did not start");
    }

    private static String page(HttpClient client, URI debugger) throws Exception {
        URI list = URI.create("http://127.0.0.1:" + debugger.getPort() + "/json/list");
        for (int i = 0; i < 100; i++) {
            HttpResponse<String> found =
                    client.send(
                            HttpRequest.newBuilder(list).build(),
                            HttpResponse.BodyHandlers.ofString());
            for (JsonNode target : JSON.readTree(found.body())) {
                if (target.path("type").asText().equals("page")) {
                    return target.path("webSocketDebuggerUrl").asText();
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException("no page in Chromium");
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket ws, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    JsonNode answer = JSON.readTree(text.toString());
                    CompletableFuture<JsonNode> who = asked.remove(answer.path("id").asInt());
                    if (who != null) {
                        who.complete(answer);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            ws.request(1);
            return null;
        }
    }

    /** The value of an expression, or of what it promises. */
    public JsonNode value(String script) throws Exception {
        int id = serial.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        ObjectNode ask = JSON.createObjectNode();
        ask.put("id", id).put("method", "Runtime.evaluate");
        ask.putObject("params")
                .put("expression", script)
                .put("awaitPromise", true)
                .put("returnByValue", true);
        socket.sendText(ask.toString(), true);
        JsonNode result = answer.get(20, TimeUnit.SECONDS).path("result");
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.path("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> all = Files.walk(profile)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (java.io.UncheckedIOException | java.nio.file.FileSystemException e) {
            // a helper of it still writes: the system's own clean-up takes it
        }
    }
}
