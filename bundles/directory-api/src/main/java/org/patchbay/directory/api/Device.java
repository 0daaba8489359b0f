package org.patchbay.directory.api;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Something that registers: a desk phone, a softphone. Its id is the SIP user part and the digest
 * user name.
 *
 * @param transports lower case ({@code udp}, {@code tcp}, {@code tls}, {@code ws}, {@code wss});
 *     empty for all
 * @param codecs names by falling preference; empty for all
 */
public record Device(String id, Set<String> transports, List<String> codecs) {
    public Device {
        Objects.requireNonNull(id);
        transports = Set.copyOf(transports);
        codecs = List.copyOf(codecs);
    }

    public boolean allows(String transport) {
        return transports.isEmpty() || transports.contains(transport);
    }
}
