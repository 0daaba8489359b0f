package org.patchbay.directory.file.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON text into values with places. The parser's own messages are never passed on, since
 * they quote what they stumbled over, which may be an unquoted secret. Only the streaming parser is
 * used: data binding would keep our classes in a static cache after this bundle is gone.
 */
public final class JsonReader {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_TEXT = 1024;

    private final JsonParser parser;

    /** Path of what is being read, for errors. */
    private String readingAt = "$";

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * @throws BadFileException naming the line and column where the text stops to be JSON
     */
    public static JsonValue read(byte[] utf8) {
        String text = decode(utf8);
        JsonFactory factory =
                JsonFactory.builder()
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(MAX_DEPTH)
                                        .maxStringLength(MAX_TEXT)
                                        .maxNameLength(MAX_TEXT)
                                        .maxNumberLength(32)
                                        .build())
                        .build();
        try (JsonParser parser = factory.createParser(text)) {
            return new JsonReader(parser).checkedDocument();
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read");
        }
    }

    private JsonValue checkedDocument() {
        try {
            return document();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static String decode(byte[] utf8) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(utf8);
        CharBuffer out = CharBuffer.allocate(utf8.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            throw new BadFileException(endOf(out), "not UTF-8 from here on");
        }
        return out.length() > 0 && out.charAt(0) == '\uFEFF'
                ? out.subSequence(1, out.length()).toString()
                : out.toString();
    }

    private static Place endOf(CharBuffer read) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < read.length(); i++) {
            column = read.charAt(i) == '\n' ? 1 : column + 1;
            line += read.charAt(i) == '\n' ? 1 : 0;
        }
        return new Place("$", line, column);
    }

    private JsonValue document() throws IOException {
        if (next("$") == null) {
            throw new BadFileException(new Place("$", 1, 1), "the file is empty");
        }
        JsonValue value = value("$");
        if (next("$") != null) {
            throw new BadFileException(here("$"), "there is more after the end of the object");
        }
        return value;
    }

    private JsonValue value(String path) throws IOException {
        Place place = here(path);
        return switch (parser.currentToken()) {
            case START_OBJECT -> struct(place);
            case START_ARRAY -> array(place);
            case VALUE_STRING -> new JsonValue.Text(place, parser.getText());
            case VALUE_NUMBER_INT -> whole(place);
            case VALUE_NUMBER_FLOAT -> new JsonValue.Other(place, "a fraction");
            case VALUE_TRUE, VALUE_FALSE -> new JsonValue.Truth(place, parser.getBooleanValue());
            default -> new JsonValue.Other(place, "null");
        };
    }

    private JsonValue whole(Place place) throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> new JsonValue.Whole(place, parser.getLongValue());
            default -> new JsonValue.Other(place, "a number far too large");
        };
    }

    private JsonValue struct(Place place) throws IOException {
        Map<String, JsonValue.Member> members = new LinkedHashMap<>();
        while (next(place.path()) == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            Place keyPlace = here(place.path() + "." + Printable.of(key));
            next(keyPlace.path());
            JsonValue.Member member = new JsonValue.Member(keyPlace, value(keyPlace.path()));
            JsonValue.Member earlier = members.putIfAbsent(key, member);
            if (earlier != null) {
                throw new BadFileException(
                        keyPlace, "this key stands in line " + earlier.key().line() + " already");
            }
        }
        return new JsonValue.Struct(place, members);
    }

    private JsonValue array(Place place) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        while (next(place.path()) != JsonToken.END_ARRAY) {
            items.add(value(place.path() + "[" + items.size() + "]"));
        }
        return new JsonValue.Array(place, items);
    }

    private JsonToken next(String path) throws IOException {
        readingAt = path;
        return parser.nextToken();
    }

    private BadFileException broken(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return new BadFileException(
                    at(readingAt, parser.currentLocation()),
                    "too long or too deep: at most "
                            + MAX_TEXT
                            + " characters a text, "
                            + MAX_DEPTH
                            + " levels");
        }
        JsonLocation where =
                e instanceof JsonProcessingException p ? p.getLocation() : parser.currentLocation();
        return new BadFileException(
                at(readingAt, where),
                e instanceof JsonEOFException
                        ? "the file ends too early"
                        : "not JSON: a comma, quote or bracket is missing or too much here, or a"
                                + " text is not in quotes");
    }

    private Place here(String path) {
        return at(path, parser.currentTokenLocation());
    }

    private static Place at(String path, JsonLocation location) {
        return location == null
                ? new Place(path, 1, 1)
                : new Place(
                        path,
                        Math.max(1, location.getLineNr()),
                        Math.max(1, location.getColumnNr()));
    }
}
