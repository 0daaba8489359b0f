package org.patchbay.itests.peers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.patchbay.itests.server.Server;
import org.patchbay.testkit.Eventually;

/** baresip's control port: JSON in netstrings, {@code LENGTH:{…},}; answers and events mixed. */
final class BaresipControl {
    private static final Duration EVENT_LIMIT = Duration.ofSeconds(15);

    private final Socket socket;
    private final Supplier<String> evidence;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>(); // guarded by itself
    private int eventsUsed;

    private BaresipControl(Socket socket, Supplier<String> evidence) {
        this.socket = socket;
        this.evidence = evidence;
        Thread reader = new Thread(this::read, "baresip-control");
        reader.setDaemon(true);
        reader.start();
    }

    static BaresipControl connect(int port, Supplier<String> evidence) {
        return Eventually.value(
                EVENT_LIMIT,
                () ->
                        new BaresipControl(
                                new Socket(InetAddress.getByName(Server.HOST), port), evidence));
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
            while (true) {
                JsonNode message = RawPhone.JSON.readTree(netstring(in));
                if (message.path("event").asBoolean()) {
                    synchronized (events) {
                        events.add(message);
                        events.notifyAll();
                    }
                } else {
                    answers.add(message);
                }
            }
        } catch (IOException e) {
            // It has quit.
        }
    }

    private static byte[] netstring(InputStream in) throws IOException {
        int length = 0;
        for (int c = in.read(); c != ':'; c = in.read()) {
            if (c < '0' || c > '9') {
                throw new IOException("not a length: " + c);
            }
            length = length * 10 + c - '0';
        }
        byte[] text = in.readNBytes(length);
        in.read(); // the comma
        return text;
    }

    /** What baresip says to a command. */
    synchronized String command(String name, String parameters) {
        try {
            send(name, parameters);
            JsonNode answer = answers.poll(5, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no answer to " + name + ": " + evidence.get());
            }
            return answer.path("data").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(evidence.get(), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void send(String name, String parameters) throws IOException {
        byte[] json =
                RawPhone.JSON.writeValueAsBytes(
                        RawPhone.JSON
                                .createObjectNode()
                                .put("command", name)
                                .put("params", parameters)
                                .put("token", "t"));
        byte[] head = (json.length + ":").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + json.length + 1];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(json, 0, all, head.length, json.length);
        all[all.length - 1] = ',';
        socket.getOutputStream().write(all);
    }

    /** The next event of that type after the one that was waited for last. */
    JsonNode event(String type) {
        long deadline = System.nanoTime() + EVENT_LIMIT.toNanos();
        synchronized (events) {
            while (true) {
                while (eventsUsed < events.size()) {
                    JsonNode event = events.get(eventsUsed++);
                    if (event.path("type").asText().equals(type)) {
                        return event;
                    }
                }
                long leftMs = (deadline - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0) {
                    throw new AssertionError("no " + type + " came: " + evidence.get());
                }
                waitForEvent(leftMs);
            }
        }
    }

    private void waitForEvent(long limitMs) {
        try {
            events.wait(limitMs);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    List<String> events() {
        synchronized (events) {
            return events.stream().map(e -> e.path("type").asText()).toList();
        }
    }

    void quit() {
        try {
            send("quit", "");
            // Read on until it is gone: a closed connection would make it drop its last messages.
            socket.setSoLinger(true, 1);
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
