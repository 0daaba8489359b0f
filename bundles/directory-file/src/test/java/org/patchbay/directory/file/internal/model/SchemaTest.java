package org.patchbay.directory.file.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.directory.file.internal.model.BadFiles.Bad;

/** The schema that editors use says the same as the server, as far as a schema can. */
class SchemaTest {
    private static final Path DOCS = Path.of("../../docs");

    static Stream<Bad> badFiles() {
        return Stream.of(BadFiles.all(), BadRoutes.all()).flatMap(List::stream);
    }

    private static String schemaText() throws Exception {
        return Files.readString(DOCS.resolve("patchbay.schema.json"));
    }

    private static Set<ValidationMessage> validate(String json) throws Exception {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(schemaText());
        return schema.validate(json, InputFormat.JSON);
    }

    @Test
    void theExampleIsValid() throws Exception {
        assertEquals(Set.of(), validate(Files.readString(DOCS.resolve("patchbay.example.json"))));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void aBadFileIsInvalidWhereASchemaCanTell(Bad bad) throws Exception {
        Set<ValidationMessage> messages;
        try {
            new ObjectMapper().readTree(bad.json());
            messages = validate(bad.json());
        } catch (JsonProcessingException e) {
            return; // not even JSON
        }
        assertEquals(bad.bySchema(), !messages.isEmpty(), messages::toString);
    }

    @Test
    void schemaAndServerKnowTheSameKeys() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(schemaText());
        assertKeys(schema.get("properties"), "");
        for (String kind : List.of("user", "device", "group", "room", "trunk", "hour", "route")) {
            assertKeys(schema.get("$defs").get(kind).get("properties"), kind);
        }
    }

    /** The server lists its keys where it meets one that is far from all of them. */
    private static void assertKeys(JsonNode properties, String kind) {
        Set<String> inSchema = new TreeSet<>();
        properties.fieldNames().forEachRemaining(inSchema::add);
        String object = "{\"qqqqqqqqqqqq\":1}";
        String json = kind.isEmpty() ? object : "{\"" + kind + "s\":[" + object + "]}";
        String said = "";
        try {
            DirectoryReader.read(json.getBytes(), 1);
        } catch (org.patchbay.directory.file.internal.json.BadFileException e) {
            said = e.getMessage();
        }
        assertTrue(said.contains("known are "), said);
        String list = said.replaceAll("(?s).*known are ([^;]*).*", "$1");
        assertFalse(list.isEmpty());
        assertEquals(inSchema, new TreeSet<>(List.of(list.split(", "))));
    }
}
