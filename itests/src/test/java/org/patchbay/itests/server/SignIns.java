package org.patchbay.itests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Who may sign in on the pages of a server, by {@code etc/users.properties}. */
public final class SignIns {
    /** The least: a house that makes a hash itself lets each login take a third of a second. */
    private static final int ROUNDS = 1000;

    private SignIns() {}

    public static String password(String user) {
        return "password of " + user;
    }

    /**
     * Lets one in and nobody else. Before the first start: when the file changes, everybody who is
     * logged in is put out.
     *
     * @param user as in the directory, where there is one of that id
     */
    public static void allow(Path home, String user, String role) {
        allow(home, List.of(user), role);
    }

    /** The same for several of one role. */
    public static void allow(Path home, List<String> users, String role) {
        try {
            Path etc = Files.createDirectories(home.resolve("etc"));
            StringBuilder lines = new StringBuilder();
            for (String user : users) {
                lines.append(user + " = {CRYPT}" + hash(user) + "{CRYPT}," + role + "\n");
            }
            Files.writeString(etc.resolve("users.properties"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** As the bundle passwords reads it. */
    private static String hash(String user) throws GeneralSecurityException {
        byte[] salt = user.getBytes(StandardCharsets.UTF_8);
        PBEKeySpec key = new PBEKeySpec(password(user).toCharArray(), salt, ROUNDS, 256);
        byte[] hash =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                        .generateSecret(key)
                        .getEncoded();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return String.join(
                ":",
                "pbkdf2-sha512",
                Integer.toString(ROUNDS),
                base64.encodeToString(salt),
                base64.encodeToString(hash));
    }
}
