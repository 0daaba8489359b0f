package org.patchbay.itests.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/** An integrator's bundle, in the {@code deploy/} folder of a running server. */
public final class Plugin implements AutoCloseable {
    private static final int BUILD_SECONDS = 120;

    private final Server server;
    private final Path built;
    private final String symbolicName;
    private final String packageName;
    private int builds;

    /**
     * @param module the folder that it was built in
     */
    private Plugin(Server server, Path module, String symbolicName, String packageName) {
        this.server = server;
        this.built = Jar.in(module);
        this.symbolicName = symbolicName;
        this.packageName = packageName;
    }

    /**
     * One of this tree.
     *
     * @param folder its name under {@code examples/}
     * @param name its symbolic name, which is its package too
     */
    public static Plugin example(Server server, String folder, String name) {
        return new Plugin(server, Places.root().resolve("examples/" + folder), name, name);
    }

    /** One that {@code ./patchbay new-plugin} makes, built as its author does. */
    public static Plugin fresh(Server server, String name, Path folder) {
        String launcher = Places.root().resolve("patchbay").toString();
        Path module = folder.resolve(name);
        done(folder, List.of(launcher, "new-plugin", name, module.toString()));
        String repository = System.getProperty("patchbay.repository");
        String where = repository == null ? "-B" : "-Dmaven.repo.local=" + repository;
        done(module, List.of("mvn", "-o", "-B", "-q", where, "package"));
        return new Plugin(
                server, module, "org.example." + name, "org.example." + name.replace("-", ""));
    }

    private static void done(Path folder, List<String> command) {
        Path output = folder.resolveSibling(folder.getFileName() + ".out");
        Process program = Programs.start(folder, output, command);
        boolean ended = Programs.endsWithin(program, BUILD_SECONDS);
        try {
            String printed = Files.readString(output);
            assertTrue(ended && program.exitValue() == 0, () -> command + ": " + printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies it into the folder, as the plugin guide says; returns when the hub knows it. */
    public void deploy() {
        copy(built, "");
    }

    /** Copies a newer build over it. */
    public void replace() {
        String version = "0.1." + ++builds;
        Path copy = Places.work().resolve("builds/" + symbolicName + "-" + version + ".jar");
        copy(Jar.withVersion(built, version, copy), Pattern.quote(version));
    }

    private void copy(Path jar, String version) {
        int mark = server.logMark();
        try {
            Path part = file().resolveSibling(symbolicName + ".part");
            Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = Pattern.quote(symbolicName);
        server.logs(mark, "(came with|are reached by) " + name + " " + version);
    }

    /** Deletes it from the folder; returns when the hub knows. */
    public void remove() {
        int mark = server.logMark();
        server.remove(file());
        server.logs(mark, " of " + Pattern.quote(symbolicName) + " \\S+ went");
    }

    private Path file() {
        return server.home().resolve("deploy/" + symbolicName + ".jar");
    }

    /**
     * As many of its builds are in the server's memory.
     *
     * @param expected 1, or 0 when it was removed
     */
    public void hasLoaders(int expected) {
        ClassLoaders.are(server, expected, packageName);
    }

    @Override
    public void close() {
        server.remove(file());
    }
}
