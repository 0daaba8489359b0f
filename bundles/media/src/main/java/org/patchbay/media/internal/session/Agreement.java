package org.patchbay.media.internal.session;

import java.util.Map;
import org.patchbay.sdp.AgreedAudio;

/**
 * What offer and answer came to, with the codecs that it takes.
 *
 * @param codecs by {@link Codec#key()}: everything that may be sent or received
 */
record Agreement(AgreedAudio audio, Map<String, Codec> codecs) {
    Agreement {
        codecs = Map.copyOf(codecs);
    }
}
