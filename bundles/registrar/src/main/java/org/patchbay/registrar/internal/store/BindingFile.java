package org.patchbay.registrar.internal.store;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.directory.api.Binding;

/**
 * Keeps bindings in a JSON file that is complete at any moment: written beside, forced to disk,
 * then moved in its place.
 */
public final class BindingFile {
    private static final int MAX_BYTES = 64 << 20;
    private final Path file;

    public BindingFile(Path file) {
        this.file = file;
    }

    /**
     * What the file holds.
     *
     * @param bootId of the process that wrote it
     */
    public record Stored(String bootId, List<Binding> bindings) {
        public Stored {
            bindings = List.copyOf(bindings);
        }
    }

    /** The file is not what we wrote. */
    public static final class CorruptFileException extends Exception {
        private static final long serialVersionUID = 1L;

        CorruptFileException(String message) {
            super(message);
        }
    }

    public void write(Stored stored) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out =
                FileChannel.open(
                        beside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            print(stored, Channels.newOutputStream(out));
            out.force(true);
        }
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Empty where there is no file yet. */
    public Optional<Stored> read() throws IOException, CorruptFileException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new CorruptFileException("larger than we ever write");
            }
            return Optional.of(new BindingReader(Files.readAllBytes(file)).read());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Moves a file that cannot be read out of the way and says where it is now. */
    public Path moveAside(Instant now) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".bad-" + now.toEpochMilli());
        return Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void print(Stored stored, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET); // it is yet to be forced
            json.writeStartObject();
            json.writeNumberField("version", BindingReader.VERSION);
            json.writeStringField("boot", stored.bootId());
            json.writeArrayFieldStart("bindings");
            for (Binding b : stored.bindings()) {
                print(json, b);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void print(JsonGenerator json, Binding b) throws IOException {
        json.writeStartObject();
        json.writeStringField("user", b.aor().user());
        json.writeStringField("domain", b.aor().domain());
        json.writeStringField("contact", b.contact());
        json.writeNumberField("q", b.q());
        json.writeNumberField("expires-ms", b.expires().toEpochMilli());
        json.writeStringField("call-id", b.callId());
        json.writeNumberField("cseq", b.cseq());
        json.writeStringField("transport", b.flow().transport());
        json.writeStringField("address", b.flow().remoteAddress());
        json.writeNumberField("port", b.flow().remotePort());
        json.writeStringField("connection", b.flow().connection());
        json.writeStringField("user-agent", b.userAgent());
        json.writeStringField("path", String.join("\n", b.path()));
        json.writeEndObject();
    }
}
