package org.patchbay.call.api;

import java.time.Instant;
import java.util.Objects;

/**
 * A message of signalling as it was on the network, but for what nobody may read later.
 *
 * @param sent by us
 * @param transport {@code udp}, {@code tcp}, {@code tls}
 * @param local our address and port
 * @param remote the far side's
 */
public record WireMessage(
        Instant at, boolean sent, String transport, String local, String remote, String text) {
    public WireMessage {
        Objects.requireNonNull(at);
        Objects.requireNonNull(transport);
        Objects.requireNonNull(local);
        Objects.requireNonNull(remote);
        Objects.requireNonNull(text);
    }
}
