package org.patchbay.codec.opus.internal;

import com.sun.jna.NativeLibrary;
import org.junit.jupiter.api.Assumptions;
import org.patchbay.media.api.AudioEncoder;

/** The library and signals for the tests. */
final class TestOpus {
    static final int FRAME = 960;
    static final OpusSettings SETTINGS = new OpusSettings(5, 32_000, false);

    /** Bound once for the process. */
    static final BoundLibrary LIBRARY = BoundLibrary.bind(system());

    private TestOpus() {}

    /** The system's libopus; fails without it, unless somebody said that it may be missing. */
    static NativeLibrary system() {
        NativeLibrary library = OpusFinder.system().orElse(null);
        if (library == null) {
            boolean optional = "1".equals(System.getenv("PATCHBAY_OPTIONAL_NATIVE"));
            Assumptions.assumeFalse(optional, "libopus0 is not installed");
            throw new AssertionError("install libopus0 (apt-get install libopus0)");
        }
        return library;
    }

    static OpusCodecFactory factory() {
        return new OpusCodecFactory(LIBRARY, SETTINGS);
    }

    static float[] sine(double hz, double level, int samples) {
        float[] audio = new float[samples];
        for (int n = 0; n < samples; n++) {
            audio[n] = (float) (level * Math.sin(2 * Math.PI * hz * n / 48_000));
        }
        return audio;
    }

    /** Something like a voice: a gliding pitch with formants, four syllables a second. */
    static float[] voice(int samples) {
        float[] audio = new float[samples];
        double phase = 0;
        for (int n = 0; n < samples; n++) {
            double t = n / 48_000.0;
            double pitchHz = 140 + 35 * Math.sin(2 * Math.PI * 0.7 * t);
            phase += 2 * Math.PI * pitchHz / 48_000;
            double formantHz = 700 + 400 * Math.sin(2 * Math.PI * 1.9 * t);
            double sum = 0;
            for (int h = 1; h * pitchHz < 3600; h++) {
                double away = (h * pitchHz - formantHz) / 500;
                sum += (0.05 + Math.exp(-away * away)) * Math.sin(h * phase);
            }
            double syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * t)) + 0.02;
            audio[n] = (float) (0.2 * syllable * sum);
        }
        return audio;
    }

    /** One packet for each frame. */
    static byte[][] encode(AudioEncoder encoder, float[] audio) {
        byte[][] packets = new byte[audio.length / FRAME][];
        byte[] room = new byte[1500];
        for (int i = 0; i < packets.length; i++) {
            int length = encoder.encode(audio, i * FRAME, FRAME, room, 7);
            packets[i] = java.util.Arrays.copyOfRange(room, 7, 7 + length);
        }
        return packets;
    }
}
