package org.patchbay.media.internal.session;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.media.api.MediaKeying;
import org.patchbay.sdp.AgreedCrypto;
import org.patchbay.sdp.CryptoLine;
import org.patchbay.sdp.CryptoSuite;
import org.patchbay.sdp.LocalCrypto;
import org.patchbay.sdp.SrtpKey;

/**
 * Our own keys of one session: one for each suite, and the same one in each description as long as
 * its suite may still be chosen or is in force (RFC 4568 §7.1.4), so that a re-INVITE changes no
 * key. One that was passed over is forgotten: it never protects anything later. Used by one thread
 * at a time.
 */
final class SdesKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MediaKeying keying;
    private final Map<CryptoSuite, SrtpKey> keys = new EnumMap<>(CryptoSuite.class);

    SdesKeys(MediaKeying keying) {
        this.keying = keying;
    }

    /** Keys are not in the description at all. */
    boolean byDtls() {
        return keying instanceof MediaKeying.Dtls;
    }

    /** For a first offer, or to answer one with. */
    LocalCrypto all() {
        if (byDtls()) {
            return LocalCrypto.DTLS;
        }
        if (!(keying instanceof MediaKeying.Sdes sdes)) {
            return LocalCrypto.NONE;
        }
        List<CryptoLine> lines = new ArrayList<>();
        for (CryptoSuite suite : CryptoSuite.values()) {
            lines.add(new CryptoLine(lines.size() + 1, key(suite)));
        }
        return new LocalCrypto(sdes.required(), lines);
    }

    /** For an offer of what is in force. */
    LocalCrypto inForce(Optional<AgreedCrypto> agreed) {
        if (byDtls()) {
            return LocalCrypto.DTLS;
        }
        if (agreed.isEmpty()) {
            return LocalCrypto.NONE;
        }
        boolean required = keying instanceof MediaKeying.Sdes sdes && sdes.required();
        AgreedCrypto crypto = agreed.get();
        return new LocalCrypto(
                required || crypto.secureProfile(),
                List.of(new CryptoLine(crypto.tag(), crypto.local())));
    }

    /** That was agreed to: the others are of no use any more. */
    void settle(Optional<AgreedCrypto> agreed) {
        keys.clear();
        agreed.ifPresent(crypto -> keys.put(crypto.suite(), crypto.local()));
    }

    private SrtpKey key(CryptoSuite suite) {
        return keys.computeIfAbsent(suite, SdesKeys::random);
    }

    private static SrtpKey random(CryptoSuite suite) {
        byte[] bytes = new byte[suite.keyBytes() + suite.saltBytes()];
        RANDOM.nextBytes(bytes);
        return new SrtpKey(suite, bytes, 0);
    }
}
