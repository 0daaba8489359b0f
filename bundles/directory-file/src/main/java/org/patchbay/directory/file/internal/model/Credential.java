package org.patchbay.directory.file.internal.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.patchbay.directory.api.DigestAlgorithm;

/** What an account proves itself with. Does not print itself. */
public abstract sealed class Credential {
    private Credential() {}

    /** Lower-case hex of H(A1), empty where this credential has none for them. */
    public abstract Optional<String> ha1(DigestAlgorithm algorithm, String realm);

    static Credential ofSecret(String username, String secret) {
        return ofSecret(username, secret, Optional.empty());
    }

    /**
     * @param realm the only one that it is for; empty for any
     */
    static Credential ofSecret(String username, String secret, Optional<String> realm) {
        return new Secret(username, secret, realm);
    }

    /** Good for that realm only: the realm is inside the hash. */
    static Credential ofHa1(String realm, Map<DigestAlgorithm, String> hashes) {
        return new Stored(realm, hashes);
    }

    @Override
    public final String toString() {
        return "a credential";
    }

    private static final class Secret extends Credential {
        private final String username;
        private final String secret;
        private final Optional<String> only;

        Secret(String username, String secret, Optional<String> only) {
            this.username = username;
            this.secret = secret;
            this.only = only;
        }

        @Override
        public Optional<String> ha1(DigestAlgorithm algorithm, String realm) {
            if (only.isPresent() && !only.get().equals(realm)) {
                return Optional.empty();
            }
            try {
                byte[] a1 =
                        (username + ":" + realm + ":" + secret).getBytes(StandardCharsets.UTF_8);
                MessageDigest digest = MessageDigest.getInstance(algorithm.messageDigest());
                return Optional.of(HexFormat.of().formatHex(digest.digest(a1)));
            } catch (NoSuchAlgorithmException e) {
                return Optional.empty(); // a JVM without MD5, as in some hardened set-ups
            }
        }
    }

    private static final class Stored extends Credential {
        private final String realm;
        private final Map<DigestAlgorithm, String> hashes;

        Stored(String realm, Map<DigestAlgorithm, String> hashes) {
            this.realm = realm;
            this.hashes = Map.copyOf(hashes);
        }

        @Override
        public Optional<String> ha1(DigestAlgorithm algorithm, String wantedRealm) {
            return realm.equals(wantedRealm)
                    ? Optional.ofNullable(hashes.get(algorithm))
                    : Optional.empty();
        }
    }
}
