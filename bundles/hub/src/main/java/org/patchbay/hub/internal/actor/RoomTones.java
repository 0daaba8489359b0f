package org.patchbay.hub.internal.actor;

import java.util.List;
import org.patchbay.media.api.MediaEngine.Tone;

/** What a room plays: softly, for people talk meanwhile. */
final class RoomTones {
    private static final double LOW_HZ = 660;
    private static final double HIGH_HZ = 880;
    private static final double LEVEL_DB = -30;
    private static final int MS = 120;

    static final List<Tone> CAME = List.of(tone(LOW_HZ), tone(HIGH_HZ));
    static final List<Tone> WENT = List.of(tone(HIGH_HZ), tone(LOW_HZ));

    private RoomTones() {}

    private static Tone tone(double hz) {
        return new Tone(List.of(hz), LEVEL_DB, MS);
    }
}
