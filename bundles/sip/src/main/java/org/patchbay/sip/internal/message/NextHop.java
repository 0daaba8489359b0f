package org.patchbay.sip.internal.message;

import java.util.Objects;

/**
 * Where a request goes on the wire, whatever its URI says.
 *
 * @param transport {@code udp} or {@code tcp}
 * @param address IP address
 * @param connection the connection that it must go over; empty for UDP, and where a new one may be
 *     opened
 */
public record NextHop(String transport, String address, int port, String connection) {
    public NextHop {
        Objects.requireNonNull(transport);
        Objects.requireNonNull(address);
        Objects.requireNonNull(connection);
    }

    public boolean needsConnection() {
        return !connection.isEmpty();
    }
}
