package org.patchbay.media.api;

import org.patchbay.sdp.Direction;

/**
 * A media session in numbers.
 *
 * @param codec of what we send, such as {@code PCMU/8000}; empty before something is agreed
 * @param local our address and port
 * @param remote where we send to now, after symmetric RTP (RFC 4961)
 * @param held the peer does not want to hear us, or we do not want to hear it
 * @param lost packets of the peer that did not come, from the sequence numbers
 * @param late packets that came too late to be played
 * @param jitterMs interarrival jitter of RFC 3550 §6.4.1
 * @param playoutMs how much audio waits in the jitter buffer
 * @param roundTripMs from RTCP; −1 where unknown
 * @param remoteLostFraction share of our packets that the peer missed, by its last report, 0…1
 * @param srtp the suite that protects it, such as {@code AEAD_AES_128_GCM}; empty for plain RTP
 * @param srtpRefused packets whose tag was wrong, or which came again (RFC 3711 §3.3)
 * @param strangers packets that were dropped because of their source (RFC 3550 A.1, and symmetric
 *     RTP)
 */
public record MediaSessionSnapshot(
        String name,
        String codec,
        String local,
        String remote,
        Direction direction,
        boolean held,
        long packetsReceived,
        long packetsSent,
        long lost,
        long late,
        long concealedFrames,
        double jitterMs,
        double playoutMs,
        double roundTripMs,
        double remoteLostFraction,
        String srtp,
        long srtpRefused,
        long strangers,
        double levelInDb,
        double levelOutDb) {}
