package org.patchbay.scripting.internal.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.patchbay.scripting.internal.script.ScriptFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the scripts folder: which files there are, and what is in them. */
final class FolderScan {
    private static final Logger LOG = LoggerFactory.getLogger(FolderScan.class);
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_FILES = 1000;
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-]{1,64}(\\.test)?\\.mjs");
    private static final String BAD_NAME =
            "a script is called NAME.mjs: 1 to 64 letters, digits, '-' and '_'";
    private static final String TEST = ".test.mjs";

    private final Path folder;

    FolderScan(Path folder) {
        this.folder = folder;
    }

    /** By these a change is seen. */
    record Stamp(long modifiedMs, long nanos, long size, Object key) {
        /** By hand: see {@link ScriptFile#sameAs}. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Stamp s
                    && modifiedMs == s.modifiedMs
                    && nanos == s.nanos
                    && size == s.size
                    && Objects.equals(key, s.key);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(modifiedMs * 31 + size);
        }
    }

    /** Every script and test by its path under the folder. */
    Map<String, Stamp> stamps() {
        Map<String, Stamp> stamps = new TreeMap<>();
        for (ScriptFile.Kind kind : ScriptFile.Kind.values()) {
            Path sub = folder.resolve(kind.folder());
            try (DirectoryStream<Path> files = Files.newDirectoryStream(sub, "*.{mjs,js}")) {
                for (Path file : files) {
                    stamp(kind, file, stamps);
                }
            } catch (NoSuchFileException | NotDirectoryException e) {
                // Nobody wrote a script of that kind yet.
            } catch (IOException | DirectoryIteratorException e) {
                LOG.warn("Cannot read {}: {}", sub, e.toString());
            }
        }
        return stamps;
    }

    private void stamp(ScriptFile.Kind kind, Path file, Map<String, Stamp> stamps) {
        String name = file.getFileName().toString();
        boolean hidden = name.startsWith("."); // what editors keep beside a file
        if (hidden || stamps.size() >= MAX_FILES) {
            return;
        }
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            if (a.isRegularFile()) {
                var time = a.lastModifiedTime();
                stamps.put(
                        kind.folder() + "/" + name,
                        new Stamp(
                                time.toMillis(),
                                time.toInstant().getNano(),
                                a.size(),
                                a.fileKey()));
            }
        } catch (IOException e) {
            LOG.debug("{} went while it was looked at", file);
        }
    }

    /** The scripts among them, read. */
    Map<String, ScriptFile> read(Map<String, Stamp> stamps) {
        Map<String, ScriptFile> scripts = new LinkedHashMap<>();
        for (String path : stamps.keySet()) {
            if (path.endsWith(TEST)) {
                continue;
            }
            ScriptFile.Kind kind =
                    path.startsWith(ScriptFile.Kind.APP.folder() + "/")
                            ? ScriptFile.Kind.APP
                            : ScriptFile.Kind.ROUTING;
            read(path, kind, stamps).ifPresent(s -> scripts.put(path, s));
        }
        return scripts;
    }

    private Optional<ScriptFile> read(
            String path, ScriptFile.Kind kind, Map<String, Stamp> stamps) {
        if (!NAME.matcher(path.substring(path.indexOf('/') + 1)).matches()) {
            return Optional.of(
                    new ScriptFile(path, kind, "", Optional.empty(), Optional.of(BAD_NAME)));
        }
        String testPath = path.substring(0, path.length() - ".mjs".length()) + TEST;
        try {
            String text = text(path);
            Optional<String> test =
                    stamps.containsKey(testPath) ? Optional.of(text(testPath)) : Optional.empty();
            return Optional.of(new ScriptFile(path, kind, text, test, Optional.empty()));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // it went meanwhile; the next look tells
        } catch (IOException e) {
            return Optional.of(
                    new ScriptFile(path, kind, "", Optional.empty(), Optional.of(e.getMessage())));
        }
    }

    private String text(String path) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(folder.resolve(path))) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException(path + " is larger than " + MAX_BYTES / 1024 + " KiB");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(path + " is not UTF-8");
        }
    }
}
