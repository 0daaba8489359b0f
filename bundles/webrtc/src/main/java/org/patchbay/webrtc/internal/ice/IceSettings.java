package org.patchbay.webrtc.internal.ice;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where browsers reach us.
 *
 * @param bindAddress of the one UDP port; the unspecified one for every address of the machine
 * @param port 0 for any, in tests
 * @param tcp whether the same port is open over TCP too
 * @param publicAddresses under which a port of a router leads to ours, told beside our own
 * @param stun asked for the address that a router gives us; empty where there is none
 */
public record IceSettings(
        InetAddress bindAddress,
        int port,
        boolean tcp,
        List<InetAddress> publicAddresses,
        Optional<StunServer> stun) {
    public IceSettings {
        Objects.requireNonNull(bindAddress);
        Objects.requireNonNull(stun);
        publicAddresses = List.copyOf(publicAddresses);
    }

    /** Without a STUN server. */
    public IceSettings(
            InetAddress bindAddress, int port, boolean tcp, List<InetAddress> publicAddresses) {
        this(bindAddress, port, tcp, publicAddresses, Optional.empty());
    }
}
