package org.patchbay.media.internal.session;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.media.internal.srtp.Keys;
import org.patchbay.media.internal.srtp.Protection;
import org.patchbay.sdp.AgreedCrypto;
import org.patchbay.sdp.CryptoSuite;

/** Counters go on as long as their key does. */
class ProtectionsTest {
    private static final CryptoSuite SUITE = CryptoSuite.AEAD_AES_128_GCM;

    private final Protections protections = new Protections();

    private Protection of(int local, int remote) {
        return protections.of(
                Optional.of(
                        new AgreedCrypto(
                                1, Keys.key(SUITE, local), Keys.key(SUITE, remote), true)));
    }

    @Test
    void aSenderIsNeverBegunAnewForItsKey() {
        Protection first = of(1, 2);
        Protection otherPeerKey = of(1, 3);
        Protection otherKey = of(4, 3);
        assertSame(first.sender(), otherPeerKey.sender());
        assertNotSame(first.receiver(), otherPeerKey.receiver());
        assertNotSame(first.sender(), otherKey.sender());
        assertSame(otherPeerKey.receiver(), otherKey.receiver());
        assertNull(protections.of(Optional.empty()));
        assertSame(first.sender(), of(1, 5).sender());
    }
}
