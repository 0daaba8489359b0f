package org.patchbay.sip.internal.edge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.sip.internal.tls.TlsContext;
import org.patchbay.sip.internal.ws.WsSettings;

/**
 * Where the stack listens.
 *
 * @param transports {@code udp}, {@code tcp}
 * @param tls with a port of its own, which is 0 where only WebSocket needs it; empty for none
 * @param ws over TLS only
 */
public record Listening(
        String address,
        int port,
        List<String> transports,
        Optional<TlsContext> tls,
        WsSettings ws) {
    public Listening {
        Objects.requireNonNull(address);
        Objects.requireNonNull(tls);
        Objects.requireNonNull(ws);
        transports = List.copyOf(transports);
    }

    /** Without WebSocket. */
    public Listening(String address, int port, List<String> transports, Optional<TlsContext> tls) {
        this(address, port, transports, tls, WsSettings.NONE);
    }
}
