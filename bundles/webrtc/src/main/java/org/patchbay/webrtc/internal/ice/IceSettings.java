package org.patchbay.webrtc.internal.ice;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * Where browsers reach us.
 *
 * @param bindAddress of the one UDP port; the unspecified one for every address of the machine
 * @param port 0 for any, in tests
 * @param tcp whether the same port is open over TCP too
 * @param publicAddresses under which a port of a router leads to ours, told beside our own
 */
public record IceSettings(
        InetAddress bindAddress, int port, boolean tcp, List<InetAddress> publicAddresses) {
    public IceSettings {
        Objects.requireNonNull(bindAddress);
        publicAddresses = List.copyOf(publicAddresses);
    }
}
