package org.patchbay.directory.api;

import java.util.Objects;

/**
 * How a registration reached us, and so how a request reaches the device (RFC 5626 §1, RFC 3261
 * §18.2.2).
 *
 * @param transport {@code udp}, {@code tcp}, {@code tls}, {@code ws}, {@code wss}
 * @param remoteAddress source IP address as we saw it
 * @param remotePort source port as we saw it
 * @param connection id of the connection, given by the SIP bundle and never used twice, not even
 *     over restarts; empty for UDP
 */
public record Flow(String transport, String remoteAddress, int remotePort, String connection) {
    public Flow {
        Objects.requireNonNull(transport);
        Objects.requireNonNull(remoteAddress);
        Objects.requireNonNull(connection);
    }

    /** Whether it ends with a connection. */
    public boolean isConnection() {
        return !connection.isEmpty();
    }
}
