package org.patchbay.itests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** What a build left in a module's {@code target/}. */
final class Jar {
    private Jar() {}

    /** The bundle of the module in that folder. */
    static Path in(Path module) {
        Path target = module.resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(f -> f.getFileName().toString().endsWith("-SNAPSHOT.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no bundle in " + target + ": build it"));
        } catch (IOException e) {
            throw new UncheckedIOException("build " + module + " first", e);
        }
    }

    /** The same bundle under another version. */
    static Path withVersion(Path jar, String version, Path copy) {
        try (JarFile built = new JarFile(jar.toFile())) {
            Files.createDirectories(copy.getParent());
            Manifest manifest = new Manifest(built.getManifest());
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
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
}
