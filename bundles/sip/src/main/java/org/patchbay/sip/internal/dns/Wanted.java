package org.patchbay.sip.internal.dns;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who is to be reached.
 *
 * @param host an IP address or a name
 * @param port where one is given
 * @param transport where one is given
 * @param usable transports that we speak
 */
public record Wanted(
        String host, OptionalInt port, Optional<String> transport, Set<String> usable) {
    public Wanted {
        usable = Set.copyOf(usable);
    }
}
