package org.patchbay.media.internal.playout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.patchbay.testkit.Tones;

class TimeStretchTest {
    private static final int RATE = 8000;

    /** Two periods of 400 Hz, the shortest that is cut or repeated, are 40 samples. */
    private static final int SHORTEST_PIECE = 40;

    private final TimeStretch stretch = new TimeStretch(RATE);
    private final float[] audio = Tones.sine(RATE, 440, -10, 400);

    @Test
    void aPieceThatIsTooShortStaysAsItIs() {
        float[] before = audio.clone();
        assertEquals(0, stretch.lengthen(audio, 0, SHORTEST_PIECE - 1, 100));
        assertEquals(0, stretch.shorten(audio, 0, SHORTEST_PIECE - 1, 100, 100, true));
        assertArrayEquals(before, audio);
    }

    @Test
    void thePieceOfTwoPeriodsIsChangedByOne() {
        assertEquals(20, stretch.lengthen(audio, 0, SHORTEST_PIECE, 100));
        assertEquals(20, stretch.shorten(audio, 0, SHORTEST_PIECE, 100, 100, true));
    }
}
