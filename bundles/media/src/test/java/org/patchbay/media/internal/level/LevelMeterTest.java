package org.patchbay.media.internal.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.patchbay.testkit.Tones;

class LevelMeterTest {
    private final LevelMeter meter = new LevelMeter();

    private void hear(double levelDb, int frames) {
        float[] tone = Tones.sine(8000, 400, levelDb, 160 * frames);
        for (int i = 0; i < frames; i++) {
            meter.frame(tone, i * 160, 160);
        }
    }

    @Test
    void readsALevelWithinASecond() {
        for (double db : new double[] {0, -20, -50}) {
            hear(db, 50);
            assertEquals(db, meter.db(), 0.3);
        }
    }

    @Test
    void beginsAndEndsAtTheFloor() {
        assertEquals(-96, meter.db());
        hear(0, 50);
        meter.silence();
        assertTrue(meter.db() > -3);
        for (int i = 0; i < 200; i++) {
            meter.silence();
        }
        assertEquals(-96, meter.db());
    }

    @Test
    void survivesWhatIsNoNumber() {
        meter.frame(new float[] {Float.NaN, Float.POSITIVE_INFINITY}, 0, 2);
        hear(-10, 50);
        assertEquals(-10, meter.db(), 0.3);
    }
}
