package org.patchbay.web.internal.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** {@code data/web/tokens.json}: whole or not at all, for its owner only. */
public final class TokenFile implements Tokens.Store {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public TokenFile(Path file) {
        this.file = file;
    }

    /**
     * @throws IOException where it cannot be read: better no web than one that forgets who is
     *     revoked
     */
    public List<Token> read() throws IOException {
        List<Token> tokens = new ArrayList<>();
        if (!Files.exists(file)) {
            return tokens;
        }
        try {
            for (JsonNode t : JSON.readTree(file.toFile())) {
                tokens.add(
                        new Token(
                                t.path("id").asText(),
                                t.path("name").asText(),
                                Role.parse(t.path("role").asText()).orElseThrow(),
                                t.path("by").asText(),
                                Instant.parse(t.path("since").asText()),
                                t.path("hash").asText()));
            }
        } catch (RuntimeException e) {
            throw new IOException(file + " is broken: " + e.getMessage(), e);
        }
        return tokens;
    }

    @Override
    public void write(Collection<Token> tokens) throws IOException {
        ArrayNode all = JSON.createArrayNode();
        for (Token t : tokens) {
            all.addObject()
                    .put("id", t.id())
                    .put("name", t.name())
                    .put("role", t.role().text())
                    .put("by", t.by())
                    .put("since", t.since().toString())
                    .put("hash", t.hash());
        }
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(
                next,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
