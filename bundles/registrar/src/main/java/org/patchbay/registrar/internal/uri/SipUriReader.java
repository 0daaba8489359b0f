package org.patchbay.registrar.internal.uri;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a URI apart (RFC 3261 §25.1):
 *
 * <pre>
 * sip:user:password@host:port;name=value;name?header=value&amp;header=value
 * </pre>
 *
 * Neither parameters nor headers may hold a bare {@code @}, so the only one ends the user part.
 */
final class SipUriReader {
    private static final int MAX_PARTS = 32;
    private final String text;

    SipUriReader(String text) {
        this.text = text;
    }

    Optional<SipUri> read() {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("sip") && !scheme.equals("sips")) {
            return Optional.empty();
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '<' && c != '>' && c != '"')) {
            return Optional.empty();
        }
        String rest = text.substring(colon + 1);
        int at = rest.indexOf('@');
        if (at == 0 || at != rest.lastIndexOf('@')) {
            return Optional.empty();
        }
        String userInfo = at < 0 ? null : rest.substring(0, at);
        return afterUser(scheme.equals("sips"), userInfo, rest.substring(at + 1));
    }

    private static Optional<SipUri> afterUser(boolean secure, String userInfo, String rest) {
        int question = rest.indexOf('?');
        String beforeHeaders = question < 0 ? rest : rest.substring(0, question);
        int semicolon = beforeHeaders.indexOf(';');
        String hostPort = semicolon < 0 ? beforeHeaders : beforeHeaders.substring(0, semicolon);
        Map<String, String> parameters =
                semicolon < 0 ? Map.of() : parts(beforeHeaders.substring(semicolon + 1), ";", true);
        Map<String, String> headers =
                question < 0 ? Map.of() : parts(rest.substring(question + 1), "&", false);
        if (parameters == null || headers == null) {
            return Optional.empty();
        }
        int portAt = hostPort.indexOf(':', hostPort.indexOf(']') + 1);
        String host = portAt < 0 ? hostPort : hostPort.substring(0, portAt);
        int port = portAt < 0 ? 0 : port(hostPort.substring(portAt + 1));
        if (port < 0 || !isHost(host)) {
            return Optional.empty();
        }
        return withUser(secure, userInfo, host.toLowerCase(Locale.ROOT), port, parameters, headers);
    }

    private static Optional<SipUri> withUser(
            boolean secure,
            String userInfo,
            String host,
            int port,
            Map<String, String> parameters,
            Map<String, String> headers) {
        if (userInfo == null) {
            return Optional.of(new SipUri(secure, null, null, host, port, parameters, headers));
        }
        int colon = userInfo.indexOf(':');
        String user = Escapes.unified(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? null : Escapes.unified(userInfo.substring(colon + 1));
        if (user == null || user.isEmpty() || colon >= 0 && password == null) {
            return Optional.empty();
        }
        return Optional.of(new SipUri(secure, user, password, host, port, parameters, headers));
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.matches("\\[[0-9a-fA-F:.]{2,45}\\]");
        }
        return host.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,253})");
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port < 1 || port > 65535 ? -1 : port;
    }

    /**
     * @param ignoreCase of values: parameters do (§19.1.4), header values need not
     * @return null where a part is broken, stands twice, or where there are too many
     */
    private static Map<String, String> parts(String text, String separator, boolean ignoreCase) {
        Map<String, String> parts = new HashMap<>();
        for (String part : text.split(separator, -1)) {
            int equals = part.indexOf('=');
            String name = Escapes.unified(equals < 0 ? part : part.substring(0, equals));
            String value = Escapes.unified(equals < 0 ? "" : part.substring(equals + 1));
            if (name == null || name.isEmpty() || value == null || parts.size() == MAX_PARTS) {
                return null;
            }
            String known = ignoreCase ? value.toLowerCase(Locale.ROOT) : value;
            if (parts.put(name.toLowerCase(Locale.ROOT), known) != null) {
                return null;
            }
        }
        return parts;
    }
}
