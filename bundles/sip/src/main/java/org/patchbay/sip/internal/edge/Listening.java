package org.patchbay.sip.internal.edge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.sip.internal.tls.TlsContext;

/**
 * Where the stack listens.
 *
 * @param transports {@code udp}, {@code tcp}
 * @param tls with a port of its own; empty for none
 */
public record Listening(
        String address, int port, List<String> transports, Optional<TlsContext> tls) {
    public Listening {
        Objects.requireNonNull(address);
        Objects.requireNonNull(tls);
        transports = List.copyOf(transports);
    }
}
