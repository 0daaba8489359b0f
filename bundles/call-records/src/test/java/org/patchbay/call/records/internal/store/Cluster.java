package org.patchbay.call.records.internal.store;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.patchbay.testkit.Eventually;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of its own, on loopback, in a folder that goes with it. */
final class Cluster implements AutoCloseable {
    private static final String NOBODY = "nobody";

    private final Path folder;
    private final int port;
    private final Process server;

    private Cluster(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /** The newest that is installed. */
    static Optional<Path> initdb() throws IOException {
        List<Path> found = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.map(v -> v.resolve("bin/initdb")).forEach(found::add);
            }
        }
        found.sort(Comparator.reverseOrder());
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            found.add(Path.of(folder, "initdb"));
        }
        return found.stream().filter(Files::isExecutable).findFirst();
    }

    static Cluster start(Path initdb) throws Exception {
        Path folder = Files.createTempDirectory("patchbay-postgres-");
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(NOBODY));
        }
        String data = folder.resolve("data").toString();
        Path log = folder.resolve("log");
        Process init =
                unprivileged(
                        folder,
                        log,
                        initdb.toString(),
                        "-D",
                        data,
                        "-U",
                        "patchbay",
                        "-A",
                        "trust",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--no-sync");
        if (init.waitFor() != 0) {
            throw new IllegalStateException("initdb failed: " + Files.readString(log));
        }
        int port = freePort();
        Process server =
                unprivileged(
                        folder,
                        log,
                        initdb.resolveSibling("postgres").toString(),
                        "-D",
                        data,
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-k",
                        folder.toString(),
                        "-F");
        Cluster cluster = new Cluster(folder, port, server);
        cluster.awaitConnection(log);
        return cluster;
    }

    private void awaitConnection(Path log) throws Exception {
        try {
            Eventually.value(
                    Duration.ofSeconds(30),
                    () -> {
                        try (Connection c = source().getConnection()) {
                            return c.isValid(1);
                        }
                    });
        } catch (AssertionError e) {
            String said = Files.readString(log);
            close();
            throw new AssertionError(said, e);
        }
    }

    /** It refuses to run as root. */
    private static Process unprivileged(Path folder, Path log, String... command)
            throws IOException {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(
                    List.of("setpriv", "--reuid=" + NOBODY, "--regid=nogroup", "--clear-groups"));
        }
        words.addAll(List.of(command));
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser("patchbay");
        return source;
    }

    @Override
    public void close() throws Exception {
        // SIGINT: it ends its connections and then itself.
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
