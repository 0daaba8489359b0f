package org.patchbay.itests.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.patchbay.testkit.Eventually;

/** A part of the running server that is replaced, withdrawn and brought back while calls are up. */
public final class Bundle {
    private static final Duration COLLECTED_WITHIN = Duration.ofSeconds(20);

    private final Server server;
    private final String folder;
    private final String symbolicName;
    private int builds;

    /**
     * @param folder its name under {@code bundles/}
     */
    public Bundle(Server server, String folder) {
        this.server = server;
        this.folder = folder;
        this.symbolicName = "org.patchbay." + folder;
    }

    /** Puts a newer build in the place of the running one. */
    public void replace() {
        server.console("bundle:update " + symbolicName + " file:" + newerBuild());
        isActive();
    }

    /** Takes it away. */
    public void withdraw() {
        server.console("bundle:uninstall " + symbolicName);
        Eventually.holds(() -> assertEquals("", state()));
    }

    /** Installs and starts it again. */
    public void bringBack() {
        server.console("bundle:install --start file:" + newerBuild());
        isActive();
    }

    private void isActive() {
        Eventually.holds(() -> assertEquals("Active", state()));
    }

    private String state() {
        Pattern line =
                Pattern.compile(
                        "(?m)^.*?[|│]\\s*(\\w+)\\s*[|│].*\\s"
                                + Pattern.quote(symbolicName)
                                + "\\s*$");
        Matcher found = line.matcher(server.console("bundle:list -t 0 -s"));
        return found.find() ? found.group(1) : "";
    }

    /**
     * Only the class loader of the build in force is left, the old ones are collected.
     *
     * @param expected 1, or 0 while it is withdrawn
     */
    public void hasLoaders(int expected) {
        Eventually.holds(
                COLLECTED_WITHIN,
                () -> {
                    server.jcmd("GC.run");
                    assertEquals(expected, loaders().size(), symbolicName + "'s class loaders");
                });
    }

    private Set<String> loaders() {
        String packages = "org.patchbay." + folder.replace('-', '.') + ".internal.";
        Matcher classes =
                Pattern.compile("(?m)" + Pattern.quote(packages) + "\\S+/(0x[0-9a-f]+)$")
                        .matcher(server.jcmd("VM.class_hierarchy"));
        Set<String> loaders = new HashSet<>();
        while (classes.find()) {
            loaders.add(classes.group(1));
        }
        return loaders;
    }

    /** The build of this tree with a higher version. */
    private Path newerBuild() {
        Path copy = Places.work().resolve("builds/" + symbolicName + "-0.1." + ++builds + ".jar");
        try (JarFile built = new JarFile(build().toFile())) {
            Files.createDirectories(copy.getParent());
            Manifest manifest = new Manifest(built.getManifest());
            manifest.getMainAttributes()
                    .put(new Attributes.Name("Bundle-Version"), "0.1." + builds);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
                for (var entry : built.stream().toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new ZipEntry(entry.getName()));
                        built.getInputStream(entry).transferTo(out);
                        out.closeEntry();
                    }
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path build() throws IOException {
        Path target = Places.root().resolve("bundles/" + folder + "/target");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars =
                    files.filter(
                                    f ->
                                            f.getFileName()
                                                    .toString()
                                                    .matches("org\\.patchbay\\..*-SNAPSHOT\\.jar"))
                            .toList();
            return jars.get(0);
        }
    }
}
