package org.patchbay.sip.internal.message;

import java.util.Objects;

/**
 * Where a request goes on the wire, whatever its URI says.
 *
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param address IP address
 * @param connection the connection that it must go over; empty for UDP, and where a new one may be
 *     opened
 * @param domain whom a TLS connection that is opened must lead to (RFC 5922); empty where none may
 *     be opened
 */
public record NextHop(
        String transport, String address, int port, String connection, String domain) {
    public NextHop {
        Objects.requireNonNull(transport);
        Objects.requireNonNull(address);
        Objects.requireNonNull(connection);
        Objects.requireNonNull(domain);
    }

    public NextHop(String transport, String address, int port, String connection) {
        this(transport, address, port, connection, "");
    }

    /** Whether nobody between can read what goes there. */
    public boolean isSecure() {
        return transport.equals("tls") || transport.equals("wss");
    }

    public boolean needsConnection() {
        return !connection.isEmpty();
    }
}
