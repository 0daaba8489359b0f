package org.patchbay.media.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Makes media sessions: one for each leg that speaks RTP. */
@ProviderType
public interface MediaSessions {
    /**
     * Takes a port pair, or the path of the request, and makes a session that is silent until
     * something is agreed.
     *
     * @throws NoMediaPortException where every port pair of the range is in use
     */
    MediaSession create(Request request, Listener listener);

    /** The codecs that there are now, by name, best first. */
    List<String> codecs();

    /**
     * @param name for diagnosis, such as the leg's id
     * @param bindAddress local IP address to bind the sockets to, chosen by where the peer is;
     *     empty for the engine's own
     * @param advertisedAddress the address as seen from this leg's peer, for the description; empty
     *     for the bound one
     * @param codecs names ({@code PCMU}, {@code opus}, …) by falling preference; those that no
     *     bundle offers are skipped; empty for all there are
     * @param keying whether and how packets are protected
     * @param dtmf how keys are sent
     * @param path what its packets go over in place of ports of our own; with keys by DTLS, and
     *     only then
     */
    record Request(
            String name,
            String bindAddress,
            String advertisedAddress,
            List<String> codecs,
            MediaKeying keying,
            DtmfForm dtmf,
            Optional<MediaPath> path) {
        public Request {
            codecs = List.copyOf(codecs);
            Objects.requireNonNull(keying);
            Objects.requireNonNull(dtmf);
            if (path.isPresent() != keying instanceof MediaKeying.Dtls) {
                throw new IllegalArgumentException(
                        "keys by DTLS need a path, and a path needs them");
            }
        }

        /** Over a path, keys by DTLS. */
        public Request(String name, List<String> codecs, MediaPath path) {
            this(name, "", "", codecs, MediaKeying.DTLS, DtmfForm.AUTO, Optional.of(path));
        }

        /** Over ports of our own. */
        public Request(
                String name,
                String bindAddress,
                String advertisedAddress,
                List<String> codecs,
                MediaKeying keying,
                DtmfForm dtmf) {
            this(name, bindAddress, advertisedAddress, codecs, keying, dtmf, Optional.empty());
        }

        public Request(
                String name,
                String bindAddress,
                String advertisedAddress,
                List<String> codecs,
                MediaKeying keying) {
            this(name, bindAddress, advertisedAddress, codecs, keying, DtmfForm.AUTO);
        }

        /** Plain RTP. */
        public Request(
                String name, String bindAddress, String advertisedAddress, List<String> codecs) {
            this(name, bindAddress, advertisedAddress, codecs, MediaKeying.NONE);
        }
    }

    /** Called on a media loop or a thread of the engine: only post to your own mailbox. */
    interface Listener {
        /**
         * A key was pressed: {@code 0–9 * # A–D}; once for each press, in whatever form it came.
         */
        default void digit(char key, int durationMs) {}

        /** A key is for the peer, which takes them by signalling: {@link DtmfForm#INFO}. */
        default void keyToSend(char key, int durationMs) {}

        /**
         * Neither RTP nor RTCP came for that long; told every ten seconds.
         *
         * @param shouldSend whether the peer should send RTP; else it is held, or takes only
         */
        default void silent(int durationMs, boolean shouldSend) {}
    }
}
