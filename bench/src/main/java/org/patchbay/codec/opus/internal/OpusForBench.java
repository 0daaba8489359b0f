package org.patchbay.codec.opus.internal;

import org.patchbay.media.api.CodecFactory;

/**
 * Makes the bundle's factory without a container; in the bundle's package because the factory is
 * private to it.
 */
public final class OpusForBench {
    private OpusForBench() {}

    /**
     * @param complexity 0…10
     */
    public static CodecFactory factory(int complexity) {
        return new OpusCodecFactory(
                BoundLibrary.bind(
                        OpusFinder.system()
                                .orElseThrow(() -> new IllegalStateException("no libopus"))),
                new OpusSettings(complexity, 32_000, false));
    }
}
