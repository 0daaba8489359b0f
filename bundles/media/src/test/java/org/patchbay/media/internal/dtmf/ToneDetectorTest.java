package org.patchbay.media.internal.dtmf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.testkit.Tones;

/** Keys as tones (ITU-T Q.24). Levels in dBm0: a full-scale sine is +3.14 (G.711). */
class ToneDetectorTest {
    private static final String ALL = "123A456B789C*0#D";
    private static final double FULL_SCALE_DBM0 = 3.14;

    private final List<Character> keys = new ArrayList<>();
    private final List<Integer> durations = new ArrayList<>();
    private final ToneDetector detector =
            new ToneDetector(
                    (key, ms) -> {
                        keys.add(key);
                        durations.add(ms);
                    });

    /** What is heard, made piece by piece. */
    private static final class Line {
        private final int rateHz;
        private final List<Float> samples = new ArrayList<>();
        private final Random random = new Random(4);
        private double noise;

        Line(int rateHz) {
            this.rateHz = rateHz;
        }

        Line noise(double dbm0) {
            noise = amplitude(dbm0) / Math.sqrt(2);
            return this;
        }

        Line silence(double ms) {
            return tones(0, 0, 0, 0, ms);
        }

        Line key(char key, double ms) {
            return key(key, -9, -7, 1, ms);
        }

        Line key(char key, double rowDbm0, double columnDbm0, double off, double ms) {
            return tones(
                    ToneKeys.ROWS_HZ[ToneKeys.row(key)] * off,
                    amplitude(rowDbm0),
                    ToneKeys.COLUMNS_HZ[ToneKeys.column(key)] * off,
                    amplitude(columnDbm0),
                    ms);
        }

        Line tones(double lowHz, double low, double highHz, double high, double ms) {
            int count = (int) Math.round(ms * rateHz / 1000);
            for (int i = 0; i < count; i++) {
                double t = (double) i / rateHz;
                samples.add(
                        (float)
                                (low * Math.sin(2 * Math.PI * lowHz * t)
                                        + high * Math.sin(2 * Math.PI * highHz * t + 1)
                                        + noise * random.nextGaussian()));
            }
            return this;
        }

        private static double amplitude(double dbm0) {
            return Math.pow(10, (dbm0 - FULL_SCALE_DBM0) / 20);
        }
    }

    private String heard(Line line) {
        keys.clear();
        durations.clear();
        int frame = line.rateHz / 50;
        float[] out = new float[frame];
        for (int at = 0; at < line.samples.size(); at += frame) {
            int n = Math.min(frame, line.samples.size() - at);
            for (int i = 0; i < n; i++) {
                out[i] = line.samples.get(at + i);
            }
            detector.frame(out, n, line.rateHz);
        }
        detector.silence();
        StringBuilder text = new StringBuilder();
        keys.forEach(text::append);
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000, 24_000, 48_000})
    void everyKeyIsToldOnceWithItsLength(int rateHz) {
        Line line = new Line(rateHz).silence(55);
        for (char key : ALL.toCharArray()) {
            line.key(key, 100).silence(60);
        }
        assertEquals(ALL, heard(line));
        durations.forEach(ms -> assertEquals(95, ms, 20));
    }

    /** Whenever it begins: the blocks do not wait for it. */
    @Test
    void fortyMillisecondsAreEnoughAndSixteenAreNot() {
        for (int shift = 0; shift < 26; shift++) {
            assertEquals("7", heard(new Line(8000).silence(40 + shift).key('7', 40).silence(60)));
            assertEquals("", heard(new Line(8000).silence(40 + shift).key('7', 16).silence(60)));
        }
    }

    @Test
    void aPauseOfFortyMillisecondsTellsTwoPressesAndABreakOfTenDoesNot() {
        for (int shift = 0; shift < 26; shift++) {
            Line two = new Line(8000).silence(40 + shift).key('2', 60).silence(40).key('2', 60);
            assertEquals("22", heard(two.silence(60)));
            Line one = new Line(8000).silence(40 + shift).key('2', 60).silence(10).key('2', 60);
            assertEquals("2", heard(one.silence(60)), "shift " + shift);
        }
    }

    @Test
    void oneKeyRightAfterAnotherIsTwoKeys() {
        assertEquals("15", heard(new Line(8000).silence(30).key('1', 80).key('5', 80).silence(50)));
    }

    /** Q.24: high tones up to 4 dB above the low ones, or up to 8 dB below. */
    @ParameterizedTest
    @CsvSource({
        "-9,-7,true",
        "-12,-8,true",
        "-8,-16,true",
        "-25,-25,true",
        "-3,-1,true",
        "-5,-17,false",
        "-20,-8,false",
        "-50,-50,false"
    })
    void levelsAndTwist(double row, double column, boolean counts) {
        for (char key : ALL.toCharArray()) {
            Line line = new Line(8000).silence(33).key(key, row, column, 1, 60).silence(50);
            assertEquals(counts ? String.valueOf(key) : "", heard(line), "key " + key);
        }
    }

    /** Q.24: frequencies that are 1.5 % off must do. */
    @ParameterizedTest
    @ValueSource(doubles = {0.985, 0.99, 1.01, 1.015})
    void frequenciesThatAreALittleOff(double off) {
        for (char key : ALL.toCharArray()) {
            for (int shift = 0; shift < 13; shift += 3) {
                Line line = new Line(8000).silence(30 + shift).key(key, -9, -7, off, 60);
                assertEquals(String.valueOf(key), heard(line.silence(50)), "key " + key);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.93, 1.07})
    void frequenciesThatAreFarOffDoNotCount(double off) {
        for (char key : ALL.toCharArray()) {
            assertEquals("", heard(new Line(8000).silence(30).key(key, -9, -7, off, 80)));
        }
    }

    @Test
    void keysAreFoundInNoise() {
        Line line = new Line(8000).noise(-24).silence(100);
        for (char key : ALL.toCharArray()) {
            line.key(key, 80).silence(60);
        }
        assertEquals(ALL, heard(line));
    }

    @Test
    void oneToneOrThreeAreNoKey() {
        assertEquals("", heard(new Line(8000).tones(697, 0.3, 1209, 0, 500)));
        assertEquals("", heard(new Line(8000).tones(697, 0, 1209, 0.3, 500)));
        Line third = new Line(8000).key('1', 500);
        for (int i = 0; i < third.samples.size(); i++) {
            double more = 0.25 * Math.sin(2 * Math.PI * 1000 * i / 8000);
            third.samples.set(i, third.samples.get(i) + (float) more);
        }
        assertEquals("", heard(third));
    }

    /** Half an hour of something like voices. */
    @Test
    void voicesAreNoKeys() {
        for (int minute = 0; minute < 30; minute++) {
            float[] voice = Tones.speech(8000, minute, 8000 * 60);
            float[] frame = new float[160];
            for (int at = 0; at < voice.length; at += 160) {
                System.arraycopy(voice, at, frame, 0, 160);
                detector.frame(frame, 160, 8000);
            }
        }
        assertEquals(List.of(), keys);
    }
}
