package org.patchbay.itests.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.patchbay.itests.sound.StolenTime;
import org.patchbay.testkit.Eventually;

/**
 * The server under test, a process of its own with a home of its own. A test sees it as an operator
 * does: launcher, console, log, {@code etc/patchbay.json} and {@code scripts/}.
 */
public final class Server implements AutoCloseable {
    /** The address that everything binds to unless a test wants another one. */
    public static final String HOST = "127.0.0.1";

    private static final Path SSH = Path.of("/usr/bin/ssh");
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int STOP_SECONDS = 30;
    private static final Pattern READY = Pattern.compile("(?m)^patchbay ready");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger STARTS = new AtomicInteger();

    private final Path home;
    private final String host;
    private final int sipPort;
    private final int tlsPort;
    private final int wssPort;
    private final int firstRtpPort;
    private final int rtpPorts;
    private final int webPort;
    private final int consolePort;
    private final Map<String, String> secrets = new TreeMap<>();
    private Process process;
    private Path output;
    private int startMark;

    private Server(Path home, String host, int rtpPorts) {
        this.home = home;
        this.host = host;
        this.rtpPorts = rtpPorts;
        this.sipPort = Ports.free(host);
        this.tlsPort = Ports.free(host);
        this.wssPort = Ports.free(host);
        this.webPort = Ports.free(host);
        this.consolePort = Ports.free(HOST);
        this.firstRtpPort = Ports.freeRange(host, rtpPorts);
        for (int user = 1001; user <= 1010; user++) {
            secrets.put("" + user, "secret-of-" + user);
        }
    }

    /** A fresh one with the demo directory and as many RTP ports, ready for REGISTER. */
    public static Server start(String name, int rtpPorts) {
        return start(name, HOST, rtpPorts);
    }

    /** The same on another address. */
    public static Server start(String name, String host, int rtpPorts) {
        return start(name, host, rtpPorts, home -> {});
    }

    /**
     * The same with more in its home.
     *
     * @param furnish puts files there before the first start, such as {@code etc/users.properties}
     */
    public static Server start(String name, String host, int rtpPorts, Consumer<Path> furnish) {
        Path home = Places.empty("home-" + name);
        Server server = new Server(home, host, rtpPorts);
        furnish.accept(home);
        server.start();
        return server;
    }

    /** Starts the stopped server again: same home, same ports. */
    public void start() {
        StolenTime.begin();
        startMark = logMark();
        try {
            Files.createDirectories(home);
            Path demo = home.resolveSibling(home.getFileName() + "-secrets.json");
            JSON.writeValue(demo.toFile(), secrets);
            output =
                    home.resolveSibling(
                            home.getFileName() + "-" + STARTS.incrementAndGet() + ".out");
            process = Programs.start(Places.root(), output, command(demo));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Eventually.holds(START_LIMIT, this::isReady);
            // It takes registrations before the engine of the scripts is warm.
            Eventually.holds(START_LIMIT, this::hasScripts);
        } catch (AssertionError notReady) {
            Programs.endsWithin(process, 0);
            throw new AssertionError("the server is not ready:\n" + evidence(), notReady);
        }
    }

    private List<String> command(Path demoSecrets) {
        // A background shell may have told its children to ignore SIGINT, which is how we stop.
        return List.of(
                "env",
                "--default-signal=INT",
                Places.root().resolve("patchbay").toString(),
                "run",
                "--bind",
                host,
                "--sip-port",
                "" + sipPort,
                "--tls-port",
                "" + tlsPort,
                "--wss-port",
                "" + wssPort,
                "--rtp-ports",
                firstRtpPort + "-" + (firstRtpPort + rtpPorts - 1),
                "--ice-port",
                "0",
                "--web-port",
                "" + webPort,
                "--console-port",
                "" + consolePort,
                "--home",
                home.toString(),
                "--demo-secrets",
                demoSecrets.toString());
    }

    private void hasScripts() {
        for (String script : List.of("routing/office.mjs", "apps/echo.mjs")) {
            if (!log().substring(startMark).contains("Script " + script)) {
                throw new AssertionError("not in force: " + script);
            }
        }
    }

    private void isReady() throws IOException {
        if (!READY.matcher(Files.readString(output)).find()) {
            throw new AssertionError(
                    process.isAlive() ? "no ready line yet" : "ended by " + process.exitValue());
        }
    }

    /** As a user's Ctrl-C does; returns when the process is gone. */
    public void interrupt() {
        signal("INT");
    }

    /**
     * The process is killed at once, as by a crash. {@link #start()} brings it back with what it
     * had written.
     */
    public void kill() {
        List<ProcessHandle> all = process.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Programs.endsWithin(process, STOP_SECONDS);
        // Whoever is not our child is gone once the system has buried it.
        all.forEach(p -> p.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join());
    }

    private void signal(String name) {
        Process kill =
                Programs.start(
                        home,
                        home.resolve("kill.out"),
                        List.of("kill", "-" + name, "" + process.pid()));
        Programs.endsWithin(kill, 5);
        if (!Programs.endsWithin(process, STOP_SECONDS)) {
            throw new AssertionError("does not stop by SIG" + name + ":\n" + evidence());
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            signal("TERM");
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String host() {
        return host;
    }

    public int consolePort() {
        return consolePort;
    }

    /** Its launcher, the JVM, and whatever these started. */
    public Set<Long> processes() {
        Set<Long> all = new TreeSet<>();
        process.descendants().map(ProcessHandle::pid).forEach(all::add);
        all.add(process.pid());
        return all;
    }

    public int sipPort() {
        return sipPort;
    }

    /** Of the pages: {@code https://HOST:PORT}. */
    public String web() {
        return "https://" + host + ":" + webPort;
    }

    public String address() {
        return host + ":" + sipPort;
    }

    /** Where it listens for that transport. */
    public String address(String transport) {
        return switch (transport) {
            case "tls" -> host + ":" + tlsPort;
            case "wss" -> host + ":" + wssPort;
            default -> address();
        };
    }

    public String secret(String user) {
        return secrets.get(user);
    }

    /** What a command prints in the console as an operator opens it: by the launcher. */
    public String launchedConsole(String command) {
        String launcher = Places.root().resolve("patchbay").toString();
        return printed(List.of(launcher, "console", "--home", home.toString(), command));
    }

    /**
     * What a command prints in the console, as {@code pbx:calls}. An SSH client is there at once,
     * the launcher's JVM is not.
     */
    public String console(String command) {
        if (!Files.isExecutable(SSH)) {
            return launchedConsole(command);
        }
        List<String> ssh = new ArrayList<>(List.of(SSH.toString(), "-F", "none"));
        for (String option :
                List.of(
                        "BatchMode=yes",
                        "IdentitiesOnly=yes",
                        "StrictHostKeyChecking=no",
                        "UserKnownHostsFile=/dev/null",
                        "LogLevel=ERROR")) {
            ssh.addAll(List.of("-o", option));
        }
        ssh.addAll(List.of("-i", home.resolve("etc/console-key.pem").toString()));
        ssh.addAll(List.of("-p", "" + consolePort, "admin@127.0.0.1", command));
        return printed(ssh);
    }

    /** What the JVM says about itself. */
    public String jcmd(String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            String pid = Files.readString(home.resolve("data/pid")).strip();
            return printed(List.of(jcmd, pid, command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String printed(List<String> command) {
        Path output = home.resolve("printed.out");
        Process program = Programs.start(Places.root(), output, command);
        boolean ended = Programs.endsWithin(program, 30);
        try {
            String text = Files.readString(output);
            if (!ended || program.exitValue() != 0) {
                throw new AssertionError(command + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No call is left; for the end of a test. */
    public void hasNoCalls() {
        Eventually.holds(
                Duration.ofSeconds(15),
                () -> {
                    String calls = console("pbx:calls");
                    if (!calls.toLowerCase().contains("no calls")) {
                        throw new AssertionError("calls are left: " + calls);
                    }
                });
    }

    /** Where its etc/, scripts/, deploy/ and data/ are. */
    public Path home() {
        return home;
    }

    public Path scripts() {
        return home.resolve("scripts");
    }

    /** Saves as an editor does: another file, then renamed. */
    public void save(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(home, "save", ".tmp");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes {@code etc/patchbay.json} of the running server. */
    public void changeDirectory(Consumer<ObjectNode> change) {
        Path file = home.resolve("etc/patchbay.json");
        try {
            ObjectNode directory = (ObjectNode) JSON.readTree(file.toFile());
            change.accept(directory);
            save(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that the log says. */
    public String log() {
        try {
            // Not readString: the log may hold bytes of a hostile peer.
            byte[] bytes = Files.readAllBytes(home.resolve("data/log/karaf.log"));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Waits for a line of the log after a {@link #logMark() mark}. */
    public void logs(int mark, String regex) {
        Pattern wanted = Pattern.compile(regex);
        Eventually.holds(
                () -> {
                    String news = log().substring(mark);
                    if (!wanted.matcher(news).find()) {
                        throw new AssertionError(
                                "no '" + regex + "' in the log: " + tail(news, 30));
                    }
                });
    }

    public int logMark() {
        return log().length();
    }

    /** What the launcher said since the last start. */
    public String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return ""; // then there is nothing to show
        }
    }

    /** The ends of what the launcher printed and of the log. */
    public String evidence() {
        return "launcher:\n" + tail(said(), 40) + "\nlog:\n" + tail(log(), 60);
    }

    private static String tail(String text, int lines) {
        List<String> all = new ArrayList<>(text.lines().toList());
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }
}
