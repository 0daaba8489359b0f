package org.patchbay.codec.g722.internal;

/** The quantizers of both sub-bands and what they say about the scale (ITU-T G.722, tables). */
final class Quantizers {
    /** Decision levels of the lower band's 60-level quantizer, one sign, times the scale / 4096. */
    private static final int[] LOWER_LEVELS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940,
        1023, 1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    private static final int HIGHER_LEVEL = 564;

    /** Output of the 6-bit inverse quantizer; the first four codes are never sent. */
    private static final int[] OUTPUT_6 = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192,
        -10232, -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168,
        -2776, -2400, -2032, -1688, -1360, -1040, -728, 24808, 21904, 19008, 16704, 14984, 13512,
        12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168,
        2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    /** Output of the 4-bit inverse quantizer, from which the lower band adapts. */
    private static final int[] OUTPUT_4 = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584,
        1200, 0
    };

    private static final int[] OUTPUT_2 = {-7408, -1616, 7408, 1616};

    /** Logarithmic steps of the scale factor, by the 4-bit code. */
    private static final int[] LOWER_STEP = {
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    private static final int[] HIGHER_STEP = {798, -214, 798, -214};

    private Quantizers() {}

    /** QUANTL: the 6-bit code of a difference. */
    static int lowerCode(int difference, int scale) {
        int size = difference >= 0 ? difference : -(difference + 1);
        int level = 1;
        while (level < LOWER_LEVELS.length && size >= LOWER_LEVELS[level] * scale >> 12) {
            level++;
        }
        if (difference >= 0) {
            return 62 - level;
        }
        return level < 3 ? 64 - level : 34 - level;
    }

    /** QUANTH: the 2-bit code of a difference. */
    static int higherCode(int difference, int scale) {
        int size = difference >= 0 ? difference : -(difference + 1);
        boolean large = size >= HIGHER_LEVEL * scale >> 12;
        if (difference >= 0) {
            return large ? 2 : 3;
        }
        return large ? 0 : 1;
    }

    static int lowerOutput(int code) {
        return OUTPUT_6[code];
    }

    static void adaptLower(SubBand band, int code) {
        int coarse = code >> 2;
        int difference = band.scaled(OUTPUT_4[coarse]);
        band.adaptScale(LOWER_STEP[coarse]);
        band.adaptPredictor(difference);
    }

    static int higherOutput(int code) {
        return OUTPUT_2[code];
    }

    static void adaptHigher(SubBand band, int code) {
        int difference = band.scaled(OUTPUT_2[code]);
        band.adaptScale(HIGHER_STEP[code]);
        band.adaptPredictor(difference);
    }
}
