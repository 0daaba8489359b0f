package org.patchbay.webrtc.internal.ice;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Under which addresses a router's other side reaches the one port.
 *
 * @param addresses that are known
 * @param settled whether no others are waited for
 */
public record Mapped(List<InetSocketAddress> addresses, boolean settled) {
    static final Mapped NONE = new Mapped(List.of(), true);

    public Mapped {
        addresses = List.copyOf(addresses);
    }
}
