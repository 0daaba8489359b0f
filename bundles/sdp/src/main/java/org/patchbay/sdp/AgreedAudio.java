package org.patchbay.sdp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of an offer and its answer on our audio stream.
 *
 * @param send the format that we send, with the payload type that the peer asked for
 * @param receive the formats that may arrive, with the payload types that we announced
 * @param sendTelephoneEvent telephone-event at the clock rate of {@code send} (RFC 4733 §2.6), or
 *     another one that both sides have where they do not have that
 * @param receiveTelephoneEvents every telephone-event payload type that may arrive
 * @param remoteAddress where the peer wants media; empty with {@code c=0.0.0.0} (RFC 3264 §8.4, the
 *     old hold), and where ICE finds that out
 * @param remotePort its RTP port
 * @param remoteRtcpPort by {@code a=rtcp} (RFC 3605), else RTP port + 1
 * @param rtcpMux both sides agreed to RTCP on the RTP port (RFC 5761)
 * @param direction as seen from here
 * @param ptimeMs what the peer wants to receive
 * @param crypto how it is protected; empty for a plain stream, and for keys by DTLS
 */
public record AgreedAudio(
        AudioFormat send,
        List<AudioFormat> receive,
        Optional<AudioFormat> sendTelephoneEvent,
        List<AudioFormat> receiveTelephoneEvents,
        Optional<String> remoteAddress,
        int remotePort,
        int remoteRtcpPort,
        boolean rtcpMux,
        Direction direction,
        int ptimeMs,
        Optional<AgreedCrypto> crypto) {
    public AgreedAudio {
        Objects.requireNonNull(send);
        receive = List.copyOf(receive);
        receiveTelephoneEvents = List.copyOf(receiveTelephoneEvents);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(crypto);
    }
}
