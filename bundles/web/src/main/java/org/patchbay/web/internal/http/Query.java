package org.patchbay.web.internal.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands behind the question mark, read by ourselves: a server that is asked for parameters
 * waits for a body that says it is a form, and takes what is no UTF-8 for an accident. Pure.
 */
public final class Query {
    private Query() {}

    /**
     * @param text as it was sent, null where there is none
     * @throws Problem where it is not UTF-8 in the encoding of URLs
     */
    public static Map<String, List<String>> of(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (text == null) {
            return values;
        }
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
            }
        }
        return values;
    }

    /** By way of bytes, one a letter: read as UTF-8 at once, what is none would be passed over. */
    private static String decode(String text) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw unreadable();
        }
        try {
            byte[] bytes =
                    URLDecoder.decode(text, StandardCharsets.ISO_8859_1)
                            .getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw unreadable();
        }
    }

    private static Problem unreadable() {
        return Problem.of(Problem.Kind.BAD_REQUEST, "the query is not UTF-8 as URLs have it");
    }
}
