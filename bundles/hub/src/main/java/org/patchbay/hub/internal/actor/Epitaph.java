package org.patchbay.hub.internal.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.media.api.MediaSessionSnapshot;

/** How the legs of a call fared, for the one line when it ends. */
final class Epitaph {
    private static final int MAX_LEGS = 8;

    private final List<LegSnapshot> legs = new ArrayList<>();

    void add(LegSnapshot leg) {
        if (legs.size() < MAX_LEGS && leg.media().isPresent()) {
            legs.add(leg);
        }
    }

    /** By hand: a format costs more than many a step of the call. */
    private static String line(String leg, MediaSessionSnapshot media) {
        return ", leg "
                + leg
                + ' '
                + media.codec()
                + " received "
                + media.packetsReceived()
                + " lost "
                + media.lost()
                + " jitter "
                + Math.round(media.jitterMs() * 10) / 10.0
                + " ms";
    }

    String text(Optional<DisconnectCause> cause) {
        String why = cause.map(c -> c.reason() + " (" + c.text() + ")").orElse("");
        return legs.stream()
                .map(leg -> line(leg.id().value(), leg.media().orElseThrow()))
                .collect(Collectors.joining("", why, ""));
    }
}
