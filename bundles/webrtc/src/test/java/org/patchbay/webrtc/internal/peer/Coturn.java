package org.patchbay.webrtc.internal.peer;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.patchbay.testkit.Eventually;

/** A TURN server on the loopback, which shares a secret with us. */
public final class Coturn implements AutoCloseable {
    public static final Path PROGRAM = Path.of("/usr/bin/turnserver");

    private final Path folder;
    private final Path log;
    private final Process process;
    private final InetSocketAddress address;

    public Coturn(String secret) throws IOException {
        folder = Files.createTempDirectory("coturn");
        log = folder.resolve("log");
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        Path settings = folder.resolve("turnserver.conf");
        Files.write(settings, settings(secret));
        process =
                new ProcessBuilder(PROGRAM.toString(), "-c", settings.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Eventually.holds(this::requireListening);
    }

    /** Nothing of the system's own: neither its settings nor its users. */
    private List<String> settings(String secret) {
        return List.of(
                "listening-ip=127.0.0.1",
                "listening-port=" + address.getPort(),
                "relay-ip=127.0.0.1",
                "realm=patchbay.test",
                "use-auth-secret",
                "static-auth-secret=" + secret,
                // Who is behind it here is on the loopback as well.
                "allow-loopback-peers",
                "no-tls",
                "no-dtls",
                "no-cli",
                "userdb=" + folder.resolve("users"),
                "pidfile=" + folder.resolve("pid"),
                "log-file=stdout",
                "verbose");
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void requireListening() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("coturn ended: " + log());
        }
        if (new TurnClient(address).allocate() != TurnClient.UNAUTHORIZED) {
            throw new IllegalStateException("coturn asks for no name");
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    public String url() {
        return "turn:127.0.0.1:" + address.getPort() + "?transport=udp";
    }

    /** What it has said. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
