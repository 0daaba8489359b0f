package org.patchbay.sdp;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** A master key with its salt: what one side protects its packets with. It never prints itself. */
public final class SrtpKey {
    private final CryptoSuite suite;
    private final byte[] keyAndSalt;
    private final int mkiBytes;

    /**
     * @param keyAndSalt as long as the suite wants it
     * @param mkiBytes how long the key's name in each packet is (RFC 3711 §3.1); 0 where packets
     *     have none
     */
    public SrtpKey(CryptoSuite suite, byte[] keyAndSalt, int mkiBytes) {
        this.suite = Objects.requireNonNull(suite);
        if (keyAndSalt.length != suite.keyBytes() + suite.saltBytes()) {
            throw new IllegalArgumentException("a key of another length than " + suite + " has");
        }
        if (mkiBytes < 0 || mkiBytes > 128) {
            throw new IllegalArgumentException("an MKI of " + mkiBytes + " bytes");
        }
        this.keyAndSalt = keyAndSalt.clone();
        this.mkiBytes = mkiBytes;
    }

    public CryptoSuite suite() {
        return suite;
    }

    public byte[] key() {
        return Arrays.copyOf(keyAndSalt, suite.keyBytes());
    }

    public byte[] salt() {
        return Arrays.copyOfRange(keyAndSalt, suite.keyBytes(), keyAndSalt.length);
    }

    public int mkiBytes() {
        return mkiBytes;
    }

    /** For the description, which is a secret then. */
    String inline() {
        return "inline:" + Base64.getEncoder().encodeToString(keyAndSalt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKey k
                && k.suite == suite
                && k.mkiBytes == mkiBytes
                && MessageDigest.isEqual(k.keyAndSalt, keyAndSalt);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keyAndSalt);
    }

    @Override
    public String toString() {
        return "key of " + suite;
    }
}
