package org.patchbay.bench;

/** Something like speech: partials under an envelope, so that codecs work as they do on a call. */
final class Voice {
    private Voice() {}

    static float[] second(int rateHz) {
        float[] samples = new float[rateHz];
        for (int i = 0; i < rateHz; i++) {
            double t = (double) i / rateHz;
            double envelope = 0.55 + 0.45 * Math.sin(2 * Math.PI * 4 * t);
            double partials =
                    Math.sin(2 * Math.PI * 200 * t)
                            + 0.5 * Math.sin(2 * Math.PI * 700 * t)
                            + 0.3 * Math.sin(2 * Math.PI * 1900 * t);
            samples[i] = (float) (0.1 * envelope * partials);
        }
        return samples;
    }
}
