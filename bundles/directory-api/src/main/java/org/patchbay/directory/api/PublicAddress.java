package org.patchbay.directory.api;

import java.util.Objects;

/**
 * Where a trunk finds us, where that is not the address that we have.
 *
 * @param learnt by its answers
 * @param address IP address; empty where none is given
 * @param port for SIP; 0 for ours
 */
public record PublicAddress(boolean learnt, String address, int port) {
    /** As its answers say. */
    public static final PublicAddress LEARNT = new PublicAddress(true, "", 0);

    /** It finds us at our own. */
    public static final PublicAddress OWN = new PublicAddress(false, "", 0);

    public PublicAddress {
        Objects.requireNonNull(address);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port);
        }
        if (learnt && !address.isEmpty()) {
            throw new IllegalArgumentException("learnt or given");
        }
    }

    public static PublicAddress of(String address, int port) {
        return new PublicAddress(false, address, port);
    }

    public boolean isGiven() {
        return !address.isEmpty();
    }
}
