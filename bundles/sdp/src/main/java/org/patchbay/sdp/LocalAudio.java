package org.patchbay.sdp;

import java.util.List;
import java.util.Objects;

/**
 * What we can do on one audio stream, from which offers and answers are made.
 *
 * @param address the IP address under which the peer reaches our media
 * @param port our RTP port; RTCP is on the next one unless multiplexed
 * @param formats by falling preference, telephone-event among them (one for each clock rate that is
 *     offered)
 * @param direction what we want, as seen from here
 * @param ptimeMs packet time in milliseconds
 * @param crypto how we protect it
 */
public record LocalAudio(
        String address,
        int port,
        List<AudioFormat> formats,
        Direction direction,
        int ptimeMs,
        long sessionId,
        long version,
        LocalCrypto crypto) {
    public LocalAudio {
        Objects.requireNonNull(address);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(crypto);
        formats = List.copyOf(formats);
    }

    /** A plain stream. */
    public LocalAudio(
            String address,
            int port,
            List<AudioFormat> formats,
            Direction direction,
            int ptimeMs,
            long sessionId,
            long version) {
        this(address, port, formats, direction, ptimeMs, sessionId, version, LocalCrypto.NONE);
    }
}
