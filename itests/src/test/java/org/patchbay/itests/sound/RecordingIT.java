package org.patchbay.itests.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.testkit.Tones;

/** The judge of gaps by itself. */
class RecordingIT {
    private static final Tone TONE = Tone.of("1002");
    private static final double BEGAN = 1_000_000;

    @TempDir Path folder;

    /** Three seconds of the tone, without it from 1000 to 1080 ms. */
    private Recording withGap() throws IOException {
        float[] samples = Tones.sine(8000, TONE.frequencyHz(), TONE.levelDb(), 24_000);
        Arrays.fill(samples, 8000, 8640, 0);
        Recording heard = recorded(samples);
        assertEquals(3, heard.seconds(), 1e-6);
        return heard;
    }

    private Recording recorded(float[] samples) throws IOException {
        ByteBuffer wav =
                ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.putInt(0x46464952).putInt(0).putInt(0x45564157).putInt(0x20746d66).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
        wav.putShort((short) 2).putShort((short) 16).putInt(0x61746164).putInt(0);
        for (float sample : samples) {
            wav.putShort((short) (sample * 32767));
        }
        Path file = Files.write(folder.resolve("heard.wav"), wav.array());
        assertEquals(samples.length / 8000.0, Recording.secondsIn(file), 1e-6);
        return Recording.of("somebody", file, BEGAN);
    }

    /** A second with a key in it. */
    private Recording withKey(int atMs, int ms, double rowHz, double columnHz) throws IOException {
        float[] samples = new float[8000];
        float[] row = Tones.sine(8000, rowHz, -12, ms * 8);
        float[] column = Tones.sine(8000, columnHz, -10, ms * 8);
        for (int i = 0; i < row.length; i++) {
            samples[atMs * 8 + i] = row[i] + column[i];
        }
        return recorded(samples);
    }

    @Test
    void a_gap_is_only_excused_by_what_was_stolen_at_that_moment() throws IOException {
        Recording heard = withGap();
        heard.hasNoGap(TONE, 90, (from, to) -> 0);
        assertThrows(AssertionError.class, () -> heard.hasNoGap(TONE, 60, (from, to) -> 0));
        heard.hasNoGap(TONE, 60, stolenAt(BEGAN + 0.9, 30));
        assertThrows(
                AssertionError.class, () -> heard.hasNoGap(TONE, 60, stolenAt(BEGAN + 2.5, 30)));
        assertThrows(
                AssertionError.class, () -> heard.hasNoGap(TONE, 60, stolenAt(BEGAN + 0.2, 30)));
        assertThrows(
                AssertionError.class, () -> heard.hasNoGap(TONE, 40, stolenAt(BEGAN + 0.9, 30)));
    }

    @Test
    void a_part_knows_when_it_was_heard() throws IOException {
        Recording part = withGap().part(0.5, 1, BEGAN + 0.5);
        part.hasNoGap(TONE, 60, stolenAt(BEGAN + 0.9, 30));
        assertThrows(
                AssertionError.class, () -> part.hasNoGap(TONE, 60, stolenAt(BEGAN + 0.4, 30)));
    }

    @Test
    void a_short_key_is_heard_wherever_it_falls() throws IOException {
        for (int atMs = 300; atMs < 500; atMs += 7) {
            withKey(atMs, 100, 697, 1477).hearsKey(697, 1477);
            Recording other = withKey(atMs, 100, 770, 1477);
            assertThrows(AssertionError.class, () -> other.hearsKey(697, 1477));
            assertThrows(AssertionError.class, () -> other.hearsKey(770, 1209));
        }
    }

    @Test
    void a_short_sound_is_never_passed_over() throws IOException {
        for (int atMs = 300; atMs < 500; atMs += 7) {
            Recording heard = withKey(atMs, 40, 697, TONE.frequencyHz());
            assertThrows(AssertionError.class, () -> heard.doesNotHear(TONE));
        }
    }

    private static Recording.Stolen stolenAt(double when, long ms) {
        return (from, to) -> from <= when && when < to ? ms : 0;
    }
}
