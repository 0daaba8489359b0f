package org.patchbay.codec.opus.internal;

import org.patchbay.media.api.CodecFactory;

/**
 * Makes the bundle's factory without a container; in the bundle's package because the factory is
 * private to it.
 */
public final class OpusForBrowsers {
    private static final BoundLibrary LIBRARY =
            BoundLibrary.bind(
                    OpusFinder.system().orElseThrow(() -> new AssertionError("install libopus0")));

    private OpusForBrowsers() {}

    /** With the settings that it has by default, but for that one. */
    public static CodecFactory factory(boolean dtx) {
        return new OpusCodecFactory(LIBRARY, new OpusSettings(5, 32_000, dtx));
    }
}
