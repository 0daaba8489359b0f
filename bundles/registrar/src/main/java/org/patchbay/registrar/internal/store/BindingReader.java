package org.patchbay.registrar.internal.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.Flow;
import org.patchbay.registrar.internal.store.BindingFile.CorruptFileException;
import org.patchbay.registrar.internal.store.BindingFile.Stored;

/** Reads what {@link BindingFile} printed; anything else is corrupt. */
final class BindingReader {
    static final int VERSION = 1;
    private final byte[] content;

    BindingReader(byte[] content) {
        this.content = content;
    }

    Stored read() throws CorruptFileException {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(4)
                                        .maxStringLength(4096)
                                        .build())
                        .build();
        try (JsonParser json = factory.createParser(content)) {
            return document(json);
        } catch (IOException | RuntimeException e) {
            throw new CorruptFileException(e.getClass().getSimpleName());
        }
    }

    private static Stored document(JsonParser json) throws IOException, CorruptFileException {
        expect(json.nextToken() == JsonToken.START_OBJECT);
        long version = 0;
        String boot = null;
        List<Binding> bindings = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "version" -> version = json.getLongValue();
                case "boot" -> boot = json.getText();
                case "bindings" -> bindings(json, bindings);
                default -> throw new CorruptFileException("unknown key");
            }
        }
        expect(version == VERSION && boot != null && json.currentToken() == JsonToken.END_OBJECT);
        return new Stored(boot, bindings);
    }

    private static void bindings(JsonParser json, List<Binding> into)
            throws IOException, CorruptFileException {
        expect(json.currentToken() == JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Map<String, String> texts = new HashMap<>();
            Map<String, Long> numbers = new HashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                    numbers.put(key, json.getLongValue());
                } else {
                    texts.put(key, json.getText());
                }
            }
            into.add(binding(texts, numbers));
        }
    }

    /** A missing key ends in a NullPointerException, which {@link #read} takes as corrupt. */
    private static Binding binding(Map<String, String> texts, Map<String, Long> numbers) {
        return new Binding(
                new AddressOfRecord(texts.get("user"), texts.get("domain")),
                texts.get("contact"),
                numbers.get("q").intValue(),
                Instant.ofEpochMilli(numbers.get("expires-ms")),
                texts.get("call-id"),
                numbers.get("cseq"),
                new Flow(
                        texts.get("transport"),
                        texts.get("address"),
                        numbers.get("port").intValue(),
                        texts.get("connection")),
                texts.get("user-agent"),
                texts.getOrDefault("path", "").lines().toList());
    }

    private static void expect(boolean right) throws CorruptFileException {
        if (!right) {
            throw new CorruptFileException("not of this form");
        }
    }
}
