package org.patchbay.media.internal.session;

import java.util.Map;
import org.patchbay.sdp.AgreedAudio;

/**
 * What offer and answer came to, with the codecs that it takes.
 *
 * @param codecs by {@link Codec#key()}: everything that may be sent or received
 * @param foreignPath packets go over a path that others own, which knows where to
 */
record Agreement(AgreedAudio audio, Map<String, Codec> codecs, boolean foreignPath) {
    Agreement {
        codecs = Map.copyOf(codecs);
    }
}
