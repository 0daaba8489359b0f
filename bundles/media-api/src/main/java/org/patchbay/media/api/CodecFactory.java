package org.patchbay.media.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One audio codec, registered as a service by its bundle. It may come, go and be replaced while
 * calls are up: a call keeps the encoder and decoder that it began with until it ends. So whatever
 * these need must be loaded when the service is registered; a class that is first needed after the
 * bundle was uninstalled is not found any more.
 */
@ConsumerType
public interface CodecFactory {
    /** As in rtpmap: {@code opus}, {@code G722}, {@code PCMU}. */
    String name();

    /** RTP clock rate; 8000 for G.722 in spite of its 16 kHz audio. */
    int clockRateHz();

    /** Rate of the samples that encoder and decoder take and give; mono always. */
    int audioRateHz();

    /** Channels as named in rtpmap; 2 for Opus (RFC 7587 §4.1), whatever is sent. */
    default int channels() {
        return 1;
    }

    /** The static payload type of RFC 3551, or −1 where it is dynamic. */
    default int staticPayloadType() {
        return -1;
    }

    /** Our fmtp, empty where there is none. */
    default String formatParameters() {
        return "";
    }

    /** What one packet may hold, in milliseconds; 10 and 20 always. */
    default List<Integer> packetTimesMs() {
        return List.of(10, 20);
    }

    /** Higher is offered first: 100 Opus, 50 G.722, 20 PCMA, 10 PCMU. */
    int preference();

    /**
     * @param remoteParameters the peer's fmtp, from the network: check every value
     */
    AudioEncoder newEncoder(String remoteParameters);

    AudioDecoder newDecoder();
}
