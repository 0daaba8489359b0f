package org.patchbay.media.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A door into a mix for code that is not on a media loop: always 48 kHz mono float, {@value
 * Frame#SAMPLES} samples a frame, through bounded rings. One reading and one writing thread at a
 * time; neither ever blocks the mix.
 */
@ProviderType
public interface MediaPort extends MixMember, AutoCloseable {
    /**
     * Takes the next frame of what this port hears.
     *
     * @param frame {@link Frame#SAMPLES} long
     * @return false where none is waiting; frames that nobody took in time are lost and counted
     */
    boolean read(float[] frame);

    /** Hands a frame to the mix; false where the ring is full (the frame is not taken). */
    boolean write(float[] frame);

    /** Frames that were lost because nobody read them. */
    long overruns();

    @Override
    void close();
}
