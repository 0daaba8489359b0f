package org.patchbay.sip.internal.leg;

import java.util.Optional;
import org.patchbay.media.api.IcePath;
import org.patchbay.media.api.IcePaths;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.media.api.MediaSessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one leg gets its media: of the engine alone, or over the path of a browser. */
final class MediaDoor {
    private static final Logger LOG = LoggerFactory.getLogger(MediaDoor.class);

    private final SipLeg leg;

    MediaDoor(SipLeg leg) {
        this.leg = leg;
    }

    /** Empty where the parts for it are not there, or refuse. On the leg's queue. */
    Optional<LegMedia> open(MediaWish wish, MediaKeying keying) {
        Optional<MediaSessions> sessions = leg.house.parts().media();
        try {
            return keying instanceof MediaKeying.Dtls
                    ? sessions.flatMap(s -> overIce(s, wish))
                    : sessions.map(s -> bySockets(s, wish, keying));
        } catch (RuntimeException e) {
            LOG.warn("leg {} gets no media: {}", leg.id, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<LegMedia> overIce(MediaSessions sessions, MediaWish wish) {
        MediaNews news = new MediaNews(leg);
        Optional<IcePaths> paths = leg.house.parts().icePaths();
        return paths.map(
                p -> {
                    IcePath path = p.create(leg.id.value(), news);
                    MediaSessions.Request request = wish.request(leg.id.value(), path);
                    return LegMedia.open(sessions, request, news, new BrowserShell(path));
                });
    }

    private LegMedia bySockets(MediaSessions sessions, MediaWish wish, MediaKeying keying) {
        String here = leg.house.local().towards(leg.flow()).address();
        MediaSessions.Request request =
                wish.request(leg.id.value(), here, leg.local().address(), keying);
        return LegMedia.open(sessions, request, new MediaNews(leg), Shell.NONE);
    }
}
