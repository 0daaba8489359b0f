package org.patchbay.webrtc.internal.ice;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Under which addresses a router's other side reaches the one port.
 *
 * @param addresses that are known
 * @param last whether there will never be others
 */
public record Mapped(List<InetSocketAddress> addresses, boolean last) {
    static final Mapped NONE = new Mapped(List.of(), true);

    public Mapped {
        addresses = List.copyOf(addresses);
    }
}
