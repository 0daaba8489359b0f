package org.patchbay.sip.internal.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads the few parts of a SIP URI that we look at (RFC 3261 §19.1.1). */
public final class SipUriText {
    private static final String USER_UNESCAPED = "-_.!~*'()&=+$,;?/";

    private SipUriText() {}

    /** Whether its scheme is {@code sip}, {@code sips} or {@code tel}. */
    public static boolean isSipOrTel(String uri) {
        return isSip(uri) || uri.regionMatches(true, 0, "tel:", 0, 4);
    }

    /** Whether its scheme is {@code sip} or {@code sips}. */
    public static boolean isSip(String uri) {
        return uri.regionMatches(true, 0, "sip:", 0, 4) || isSips(uri);
    }

    public static boolean isSips(String uri) {
        return uri.regionMatches(true, 0, "sips:", 0, 5);
    }

    /** The user part, unescaped; the digits of a {@code tel:} URI; empty where there is none. */
    public static String user(String uri) {
        String rest = afterScheme(uri);
        if (uri.regionMatches(true, 0, "tel:", 0, 4)) {
            return unescape(cut(rest, ";"));
        }
        int at = rest.lastIndexOf('@');
        if (at < 0) {
            return "";
        }
        return unescape(cut(cut(rest.substring(0, at), ":"), ";"));
    }

    /** Host without port, brackets of IPv6 removed, lower case; empty where there is none. */
    public static String host(String uri) {
        String hostPort = hostPort(uri);
        if (hostPort.startsWith("[")) {
            int end = hostPort.indexOf(']');
            return end < 0 ? "" : hostPort.substring(1, end).toLowerCase(Locale.ROOT);
        }
        return cut(hostPort, ":").toLowerCase(Locale.ROOT);
    }

    /** The port, or −1 where the URI names none or nonsense. */
    public static int port(String uri) {
        String hostPort = hostPort(uri);
        int from = hostPort.startsWith("[") ? hostPort.indexOf(']') : 0;
        int colon = from < 0 ? -1 : hostPort.indexOf(':', from);
        if (colon < 0 || hostPort.length() - colon > 6) {
            return -1;
        }
        try {
            int port = Integer.parseInt(hostPort.substring(colon + 1));
            return port > 0 && port < 65536 ? port : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** As it may stand in a request line, where headers may not (RFC 3261 §19.1.1, table 1). */
    public static String withoutHeaders(String uri) {
        int at = uri.indexOf('@'); // a user part may have a question mark
        int mark = uri.indexOf('?', Math.max(0, at));
        return mark < 0 ? uri : uri.substring(0, mark);
    }

    /** That URI parameter in lower case, empty where it is missing. */
    public static String parameter(String uri, String name) {
        String rest = cut(afterScheme(uri), "?");
        int at = rest.lastIndexOf('@');
        String[] parts = rest.substring(at + 1).split(";");
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String key = equals < 0 ? parts[i] : parts[i].substring(0, equals);
            if (key.equalsIgnoreCase(name)) {
                return equals < 0 ? "" : parts[i].substring(equals + 1).toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    /** That header of the URI, unescaped (RFC 3261 §19.1.1). */
    public static Optional<String> uriHeader(String uri, String name) {
        int mark = uri.indexOf('?', Math.max(0, uri.indexOf('@')));
        if (mark < 0) {
            return Optional.empty();
        }
        for (String header : uri.substring(mark + 1).split("&")) {
            int equals = header.indexOf('=');
            if (equals > 0 && header.substring(0, equals).equalsIgnoreCase(name)) {
                return Optional.of(unescape(header.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    /** Whether the parameter is there, with or without a value. */
    public static boolean hasParameter(String uri, String name) {
        String lower = uri.toLowerCase(Locale.ROOT);
        int i = lower.indexOf(";" + name);
        int end = i + 1 + name.length();
        return i >= 0 && (end == lower.length() || ";=?>".indexOf(lower.charAt(end)) >= 0);
    }

    /** {@code user} so that it can stand before the at sign (RFC 3261 §25.1). */
    public static String escapeUser(String user) {
        StringBuilder out = new StringBuilder(user.length());
        for (byte b : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || USER_UNESCAPED.indexOf(c) >= 0;
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return out.toString();
    }

    private static String hostPort(String uri) {
        String rest = cut(cut(afterScheme(uri), "?"), ">");
        int at = rest.lastIndexOf('@');
        return cut(rest.substring(at + 1), ";");
    }

    private static String afterScheme(String uri) {
        return uri.substring(uri.indexOf(':') + 1);
    }

    private static String cut(String text, String at) {
        int i = text.indexOf(at);
        return i < 0 ? text : text.substring(0, i);
    }

    private static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && i + 2 < bytes.length) {
                int high = Character.digit(bytes[i + 1], 16);
                int low = Character.digit(bytes[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    out.write(high << 4 | low);
                    i += 2;
                    continue;
                }
            }
            out.write(bytes[i]);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
