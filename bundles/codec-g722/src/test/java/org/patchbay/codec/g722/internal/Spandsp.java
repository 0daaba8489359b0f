package org.patchbay.codec.g722.internal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.Assumptions;

/** The reference to compare with: libspandsp2 of the system. */
final class Spandsp {
    private static final int RATE = 64_000;

    private Spandsp() {}

    static native Pointer g722_encode_init(Pointer state, int rate, int options);

    static native int g722_encode(Pointer state, byte[] code, short[] samples, int length);

    static native int g722_encode_free(Pointer state);

    static native Pointer g722_decode_init(Pointer state, int rate, int options);

    static native int g722_decode(Pointer state, short[] samples, byte[] code, int length);

    static native int g722_decode_free(Pointer state);

    /** Fails without the library, unless somebody said that it may be missing. */
    static void require() {
        try {
            Native.register(Spandsp.class, NativeLibrary.getInstance("libspandsp.so.2"));
        } catch (UnsatisfiedLinkError e) {
            boolean optional = "1".equals(System.getenv("PATCHBAY_OPTIONAL_NATIVE"));
            Assumptions.assumeFalse(optional, "libspandsp2 is not installed");
            throw new AssertionError("install libspandsp2 (apt-get install libspandsp2)", e);
        }
    }

    static byte[] encode(short[] samples) {
        Pointer state = g722_encode_init(null, RATE, 0);
        byte[] code = new byte[samples.length / 2];
        int length = g722_encode(state, code, samples, samples.length);
        g722_encode_free(state);
        return java.util.Arrays.copyOf(code, length);
    }

    static short[] decode(byte[] code) {
        Pointer state = g722_decode_init(null, RATE, 0);
        short[] samples = new short[code.length * 2];
        int length = g722_decode(state, samples, code, code.length);
        g722_decode_free(state);
        return java.util.Arrays.copyOf(samples, length);
    }
}
