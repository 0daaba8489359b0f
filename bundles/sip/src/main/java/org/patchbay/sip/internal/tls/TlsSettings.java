package org.patchbay.sip.internal.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How SIP is spoken over TLS.
 *
 * @param port 0 where only others, as WebSocket, need it
 * @param certificate PEM, ours first and then those that signed it
 * @param key PEM, PKCS #8
 * @param trust PEM of the authorities that the far sides' certificates must come from; empty for
 *     those of the system
 * @param names for a certificate that is made because there is none
 */
public record TlsSettings(
        int port, Path certificate, Path key, Optional<Path> trust, List<String> names) {
    public TlsSettings {
        Objects.requireNonNull(certificate);
        Objects.requireNonNull(key);
        Objects.requireNonNull(trust);
        names = List.copyOf(names);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("tls-port " + port);
        }
    }
}
