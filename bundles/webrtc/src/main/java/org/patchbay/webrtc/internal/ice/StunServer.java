package org.patchbay.webrtc.internal.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A STUN server over UDP, by its name.
 *
 * @param port usually 3478
 */
public record StunServer(String host, int port) {
    private static final Pattern TEXT =
            Pattern.compile(
                    "(?:stun:)?(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9.-]{1,253})(?::(\\d{1,5}))?");

    private static final int USUAL_PORT = 3478;

    public StunServer {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(port + " is no port");
        }
    }

    /**
     * @param text {@code stun:HOST:PORT}, as in RFC 7064
     */
    public static StunServer parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no STUN server: stun:HOST:PORT");
        }
        String port = parts.group(2);
        return new StunServer(
                parts.group(1).replaceAll("[\\[\\]]", ""),
                port == null ? USUAL_PORT : Integer.parseInt(port));
    }

    /** Where it is now, for our addresses of that family. May wait for a name server. */
    InetSocketAddress at(Class<? extends InetAddress> family) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .filter(family::isInstance)
                .findFirst()
                .map(address -> new InetSocketAddress(address, port))
                .orElseThrow(() -> new UnknownHostException(host + " for " + family));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
