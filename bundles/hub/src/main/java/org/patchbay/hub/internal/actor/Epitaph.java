package org.patchbay.hub.internal.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.media.api.MediaSessionSnapshot;

/** How the legs of a call fared, for the one line when it ends. */
final class Epitaph {
    private static final int MAX_LEGS = 8;

    private final List<String> legs = new ArrayList<>();

    void add(LegSnapshot leg) {
        if (legs.size() < MAX_LEGS) {
            leg.media().ifPresent(media -> legs.add(line(leg.id().value(), media)));
        }
    }

    private static String line(String leg, MediaSessionSnapshot media) {
        return String.format(
                Locale.ROOT,
                ", leg %s %s received %d lost %d jitter %.1f ms",
                leg,
                media.codec(),
                media.packetsReceived(),
                media.lost(),
                media.jitterMs());
    }

    String text(Optional<DisconnectCause> cause) {
        String why = cause.map(c -> c.reason() + " (" + c.text() + ")").orElse("");
        return why + String.join("", legs);
    }
}
