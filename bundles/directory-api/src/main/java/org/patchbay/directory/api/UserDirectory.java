package org.patchbay.directory.api;

import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Who there is. Any thread may call; nothing blocks. */
@ProviderType
public interface UserDirectory {
    /** The directory in force: immutable, replaced as a whole when the source changes. */
    Directory current();

    /**
     * H(A1) of RFC 7616 §3.4.2, {@code H(username:realm:password)} in lower-case hex, for checking
     * or for giving an answer to a challenge. The password itself never leaves the directory.
     *
     * @param account whose
     * @return empty where the account is unknown or has no secret usable with that algorithm and
     *     realm
     */
    Optional<String> ha1(Account account, DigestAlgorithm algorithm, String realm);

    /**
     * Why the source as it is now is not in force; empty where it is. For people, without secrets.
     */
    default Optional<String> refusal() {
        return Optional.empty();
    }

    /** Calls {@code listener} after each change, on a thread of the directory; close to stop. */
    AutoCloseable onChange(Consumer<Directory> listener);

    /**
     * Whose secret: a device that registers with us, a trunk that we answer challenges of, or a
     * room that a PIN opens.
     */
    record Account(Kind kind, String id) {
        public enum Kind {
            DEVICE,
            TRUNK,
            ROOM
        }

        public static Account device(String id) {
            return new Account(Kind.DEVICE, id);
        }

        /**
         * @param number as the directory writes it, which may be a pattern
         */
        public static Account room(String number) {
            return new Account(Kind.ROOM, number);
        }

        public static Account trunk(String id) {
            return new Account(Kind.TRUNK, id);
        }
    }
}
