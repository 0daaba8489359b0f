package org.patchbay.media.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decodes one stream. Used by one thread at a time; must not allocate per frame, and survives any
 * payload.
 */
@ConsumerType
public interface AudioDecoder extends AutoCloseable {
    /**
     * @param samples room for 120 ms at the factory's audio rate from {@code offset} on
     * @return samples written, or −1 where the payload is broken
     */
    int decode(byte[] payload, int payloadOffset, int length, float[] samples, int offset);

    /**
     * How many samples {@link #decode} would give, as far as that can be told without decoding;
     * from the network: look at nothing beyond {@code length}.
     *
     * @return 0 where it cannot be told
     */
    default int samples(byte[] payload, int payloadOffset, int length) {
        return 0;
    }

    /**
     * Fills in for a lost frame by the decoder's own means.
     *
     * @return samples written, or 0 where it has none and the engine should conceal
     */
    default int conceal(float[] samples, int offset, int count) {
        return 0;
    }

    /**
     * Recovers the frame before {@code payload} from the redundancy inside it.
     *
     * @return samples written, or 0 where there is none
     */
    default int recover(
            byte[] payload, int payloadOffset, int length, float[] samples, int offset, int count) {
        return 0;
    }

    @Override
    void close();
}
