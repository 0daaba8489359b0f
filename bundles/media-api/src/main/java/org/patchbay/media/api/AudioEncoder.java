package org.patchbay.media.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Encodes one stream. Used by one thread at a time; must not allocate per frame. */
@ConsumerType
public interface AudioEncoder extends AutoCloseable {
    /**
     * @param samples mono at the factory's audio rate, −1…+1; values beyond are clipped
     * @param count 10 or 20 ms of them, or another of {@link CodecFactory#packetTimesMs}
     * @return bytes written from {@code payloadOffset} on; 0 where nothing need be sent (DTX)
     */
    int encode(float[] samples, int offset, int count, byte[] payload, int payloadOffset);

    /** What the peer reports to miss, 0…100 %: an encoder with redundancy may use it. */
    default void expectLoss(int percent) {}

    @Override
    void close();
}
