package org.patchbay.webrtc.internal.srtp;

import java.util.logging.Level;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;
import org.patchbay.sdp.CryptoSuite;
import org.patchbay.sdp.SrtpKey;

/**
 * The suites that are agreed over DTLS (RFC 5764 §4.1.2, RFC 7714 §14.2), as jitsi-srtp has them.
 */
final class Suites {
    /**
     * Kept: a logger that nobody has forgets its level. It has an error for each number that comes
     * twice.
     */
    private static final java.util.logging.Logger QUIET =
            java.util.logging.Logger.getLogger("org.jitsi.srtp");

    private static final Logger LOG;

    static {
        QUIET.setLevel(Level.OFF);
        // Else it measures all that there are for seconds; this is the fastest, and no native code.
        Aes.setFactoryClassName("SunJCE");
        LOG = new LoggerImpl("org.jitsi.srtp");
    }

    private Suites() {}

    /**
     * @param sender whether what the key protects is sent by us
     */
    static SrtpContextFactory contexts(SrtpKey key, boolean sender) {
        SrtpPolicy policy = policy(key.suite());
        return new SrtpContextFactory(sender, key.key(), key.salt(), policy, policy, LOG);
    }

    private static SrtpPolicy policy(CryptoSuite suite) {
        SrtpPolicy policy =
                switch (suite) {
                    case AES_CM_128_HMAC_SHA1_80 ->
                            new SrtpPolicy(
                                    SrtpPolicy.AESCM_ENCRYPTION,
                                    suite.keyBytes(),
                                    SrtpPolicy.HMACSHA1_AUTHENTICATION,
                                    20,
                                    10,
                                    suite.saltBytes());
                    case AEAD_AES_128_GCM ->
                            new SrtpPolicy(
                                    SrtpPolicy.AESGCM_ENCRYPTION,
                                    suite.keyBytes(),
                                    SrtpPolicy.NULL_AUTHENTICATION,
                                    0,
                                    16,
                                    suite.saltBytes());
                    default -> throw new IllegalArgumentException("not by DTLS: " + suite);
                };
        // A relayed peer may send one number twice, with two contents (RFC 3711 §9.1).
        policy.setSendReplayEnabled(true);
        return policy;
    }
}
