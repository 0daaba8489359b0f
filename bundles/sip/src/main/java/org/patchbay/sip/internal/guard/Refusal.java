package org.patchbay.sip.internal.guard;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An answer to a request that is not good enough for a transaction, made of what could be read of
 * it (RFC 3261 §8.2.6.2). Never much longer than the request, so nobody gains by a forged source.
 */
final class Refusal {
    private static final List<String[]> COPIED =
            List.of(
                    new String[] {"from", "From"},
                    new String[] {"to", "To"},
                    new String[] {"call-id", "Call-ID"},
                    new String[] {"cseq", "CSeq"});

    private Refusal() {}

    /** Empty without a Via: then nobody could tell whose answer it is. */
    static Optional<byte[]> of(MessageLines lines, int status, String why) {
        List<String> vias = lines.values().getOrDefault("via", List.of());
        if (vias.isEmpty() || vias.size() > MessageCheck.MAX_VIAS) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder(512);
        out.append("SIP/2.0 ").append(status).append(' ').append(why).append("\r\n");
        vias.forEach(via -> out.append("Via: ").append(via).append("\r\n"));
        for (String[] header : COPIED) {
            String value = lines.value(header[0]);
            if (!value.isEmpty()) {
                out.append(header[1]).append(": ").append(value);
                if (header[0].equals("to") && !value.contains("tag=")) {
                    // §8.2.6.2: the same tag for the same request, without remembering it
                    out.append(";tag=").append(Integer.toHexString(lines.values().hashCode()));
                }
                out.append("\r\n");
            }
        }
        out.append("Content-Length: 0\r\n\r\n");
        return Optional.of(out.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
