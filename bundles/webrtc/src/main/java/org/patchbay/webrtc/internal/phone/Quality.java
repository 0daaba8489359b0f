package org.patchbay.webrtc.internal.phone;

import java.util.Optional;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.webrtc.internal.desk.Telling;

/** How well a call is heard, as the page is told. */
final class Quality {
    private Quality() {}

    /** Empty for a leg that is not spoken in yet. */
    static Optional<Telling> of(LegSnapshot leg) {
        return leg.media().map(media -> of(leg.id().value(), media));
    }

    private static Telling of(String call, MediaSessionSnapshot media) {
        long expected = media.packetsReceived() + media.lost();
        double lost = expected <= 0 ? 0 : 100.0 * Math.max(0, media.lost()) / expected;
        Telling telling =
                Telling.of("quality")
                        .with("call", call)
                        .with("codec", media.codec())
                        .with("lossPercent", rounded(lost))
                        .with("jitterMs", rounded(media.jitterMs()));
        return media.roundTripMs() < 0
                ? telling
                : telling.with("rttMs", rounded(media.roundTripMs()));
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
