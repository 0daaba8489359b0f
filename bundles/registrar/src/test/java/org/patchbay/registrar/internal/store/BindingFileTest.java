package org.patchbay.registrar.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.Flow;
import org.patchbay.registrar.internal.store.BindingFile.CorruptFileException;
import org.patchbay.registrar.internal.store.BindingFile.Stored;

class BindingFileTest {
    @TempDir Path folder;

    private static Binding binding(String contact) {
        return new Binding(
                new AddressOfRecord("1001", "patchbay.local"),
                contact,
                700,
                Instant.ofEpochMilli(1_800_000_000_123L),
                "call-\"id\"\u00e9",
                4_294_967_295L,
                new Flow("tcp", "2001:db8::1", 5060, "c-1"),
                "phone \\ 1",
                List.of("<sip:edge.example;lr>", "<sip:192.0.2.7:5062;lr>"));
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        BindingFile file = new BindingFile(folder.resolve("sub/bindings.json"));
        assertEquals(Optional.empty(), file.read());
        Stored stored = new Stored("boot", List.of(binding("sip:a@b"), binding("sip:c@d")));
        file.write(stored);
        assertEquals(Optional.of(stored), file.read());
        file.write(new Stored("boot", List.of()));
        assertEquals(Optional.of(new Stored("boot", List.of())), file.read());
        assertFalse(Files.exists(folder.resolve("sub/bindings.json.new")));
    }

    /** An update of the server must not lose who is registered. */
    @Test
    void aFileFromBeforePathsIsReadAsWithoutThem() throws Exception {
        Path path = folder.resolve("bindings.json");
        BindingFile file = new BindingFile(path);
        file.write(new Stored("boot", List.of(binding("sip:a@b"))));
        String now = Files.readString(path);
        String before = now.replaceAll(",\"path\":\"[^\"]*\"", "");
        assertTrue(before.length() < now.length());
        Files.writeString(path, before);
        assertEquals(List.of(), file.read().orElseThrow().bindings().get(0).path());
    }

    @Test
    void everyPrefixOfAFileIsCorrupt() throws Exception {
        Path path = folder.resolve("bindings.json");
        BindingFile file = new BindingFile(path);
        file.write(new Stored("boot", List.of(binding("sip:a@b"))));
        String whole = Files.readString(path);
        for (int length = 0; length < whole.length(); length += 7) {
            Files.writeString(path, whole.substring(0, length));
            assertThrows(CorruptFileException.class, file::read, whole.substring(0, length));
        }
    }

    @Test
    void anotherFormIsCorrupt() throws Exception {
        Path path = folder.resolve("bindings.json");
        for (String content :
                List.of(
                        "[]",
                        "{}",
                        "{\"version\":2,\"boot\":\"b\",\"bindings\":[]}",
                        "{\"version\":1,\"boot\":\"b\",\"bindings\":[{}]}",
                        "{\"version\":1,\"boot\":\"b\",\"more\":[]}",
                        "{\"version\":1,\"boot\":\"b\",\"bindings\":[[[[[[[]]]]]]]}")) {
            Files.writeString(path, content);
            assertThrows(CorruptFileException.class, new BindingFile(path)::read, content);
        }
    }

    @Test
    void aCorruptFileIsKeptAside() throws Exception {
        Path path = folder.resolve("bindings.json");
        Files.writeString(path, "nonsense");
        Path aside = new BindingFile(path).moveAside(Instant.ofEpochMilli(5));
        assertFalse(Files.exists(path));
        assertTrue(Files.exists(aside));
        assertEquals("bindings.json.bad-5", aside.getFileName().toString());
    }
}
