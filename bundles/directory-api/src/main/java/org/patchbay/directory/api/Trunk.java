package org.patchbay.directory.api;

import java.util.List;
import java.util.Objects;

/**
 * A line to somebody else's exchange, known by its address.
 *
 * @param host where calls go: an IP address or a name
 * @param port SIP port there
 * @param transport {@code udp} or {@code tcp}
 * @param sources IP addresses that its calls come from, with {@code :port} where the port must
 *     match too
 * @param codecs names by falling preference; empty for all
 * @param username the digest user name where it challenges us, else empty
 */
public record Trunk(
        String id,
        String host,
        int port,
        String transport,
        List<String> sources,
        List<String> codecs,
        String username) {
    public Trunk {
        Objects.requireNonNull(id);
        Objects.requireNonNull(host);
        Objects.requireNonNull(username);
        sources = List.copyOf(sources);
        codecs = List.copyOf(codecs);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port);
        }
    }
}
