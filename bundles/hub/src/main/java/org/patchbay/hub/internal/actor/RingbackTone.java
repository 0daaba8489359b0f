package org.patchbay.hub.internal.actor;

import java.util.Collections;
import java.util.List;
import org.patchbay.media.api.MediaEngine.Tone;

/** The tone that a caller hears while others are alerted, as in most of Europe. */
final class RingbackTone {
    private static final double FREQUENCY_HZ = 425;
    private static final double LEVEL_DB = -18;
    private static final int ON_MS = 1000;
    private static final int OFF_MS = 4000;

    /** No round of ringing lasts longer than an hour. */
    private static final int LONGEST_MS = 3_600_000;

    static final List<Tone> TONES = tones();

    private RingbackTone() {}

    private static List<Tone> tones() {
        Tone on = new Tone(List.of(FREQUENCY_HZ), LEVEL_DB, ON_MS);
        Tone off = new Tone(List.of(), 0, OFF_MS);
        return Collections.nCopies(LONGEST_MS / (ON_MS + OFF_MS), List.of(on, off)).stream()
                .flatMap(List::stream)
                .toList();
    }
}
