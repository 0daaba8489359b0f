package org.patchbay.sip.internal.ws;

import java.util.List;

/**
 * How SIP is spoken over WebSocket.
 *
 * @param port 0 for none
 * @param origins of pages that may open a connection, beside those of our own host: {@code
 *     https://phone.example.org}; {@code *} for all
 */
public record WsSettings(int port, List<String> origins) {
    public static final WsSettings NONE = new WsSettings(0, List.of());

    public WsSettings {
        origins = List.copyOf(origins);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("wss-port " + port);
        }
        origins.forEach(Origins::check);
    }
}
