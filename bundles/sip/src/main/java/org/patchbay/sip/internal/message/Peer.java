package org.patchbay.sip.internal.message;

/**
 * Where a message really came from.
 *
 * @param transport lower case
 * @param connection id of the connection; empty for UDP
 */
public record Peer(String transport, String address, int port, String connection) {
    public NextHop asHop() {
        return new NextHop(transport, address, port, connection);
    }
}
