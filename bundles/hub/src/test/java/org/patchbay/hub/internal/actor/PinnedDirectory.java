package org.patchbay.hub.internal.actor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory;

/** A directory whose rooms have the PIN 1234. */
record PinnedDirectory(Directory current) implements UserDirectory {
    @Override
    public Optional<String> ha1(Account account, DigestAlgorithm algorithm, String realm) {
        if (account.kind() != Account.Kind.ROOM) {
            return Optional.empty();
        }
        try {
            byte[] a1 = (account.id() + ":" + realm + ":1234").getBytes(StandardCharsets.UTF_8);
            MessageDigest digest = MessageDigest.getInstance(algorithm.messageDigest());
            return Optional.of(HexFormat.of().formatHex(digest.digest(a1)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public AutoCloseable onChange(Consumer<Directory> listener) {
        return () -> {};
    }
}
