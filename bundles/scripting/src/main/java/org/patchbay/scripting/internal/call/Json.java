package org.patchbay.scripting.internal.call;

import java.util.List;
import java.util.Map;

/** Writes plain data as JSON (RFC 8259): maps, lists, texts, numbers, booleans, null. */
final class Json {
    private Json() {}

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            map(map, out);
        } else if (value instanceof List<?> list) {
            list(list, out);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            text(value.toString(), out);
        }
    }

    private static void map(Map<?, ?> map, StringBuilder out) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getValue() != null) {
                out.append(before);
                text(entry.getKey().toString(), out);
                out.append(':');
                write(entry.getValue(), out);
                before = ',';
            }
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private static void list(List<?> list, StringBuilder out) {
        char before = '[';
        for (Object value : list) {
            out.append(before);
            write(value, out);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
