package org.patchbay.media.internal.srtp;

import java.util.List;
import java.util.Random;
import org.patchbay.sdp.CryptoLine;
import org.patchbay.sdp.CryptoSuite;
import org.patchbay.sdp.LocalCrypto;
import org.patchbay.sdp.SrtpKey;

/** Keys of tests: the same for the same seed. */
public final class Keys {
    private Keys() {}

    public static SrtpKey key(CryptoSuite suite, int seed) {
        return key(suite, seed, 0);
    }

    public static SrtpKey key(CryptoSuite suite, int seed, int mkiBytes) {
        byte[] bytes = new byte[suite.keyBytes() + suite.saltBytes()];
        new Random(seed).nextBytes(bytes);
        return new SrtpKey(suite, bytes, mkiBytes);
    }

    /** A peer that has that suite only. */
    public static LocalCrypto local(CryptoSuite suite, int seed, boolean required) {
        return new LocalCrypto(required, List.of(new CryptoLine(1, key(suite, seed))));
    }
}
