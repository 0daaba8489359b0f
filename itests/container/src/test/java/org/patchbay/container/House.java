package org.patchbay.container;

import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.ops4j.pax.exam.Option;

/** What the first start makes for the web: a certificate, and people with passwords. */
final class House {
    /** For {@code localhost}. */
    private static final Path TLS = Path.of("../../bundles/web/src/test/resources/tls");

    private static final String DIRECTORY =
            "{\"domain\":\"patchbay.local\","
                    + "\"devices\":[{\"id\":\"1001\",\"secret\":\"secret of 1001\"}],"
                    + "\"users\":[{\"id\":\"operator\",\"name\":\"Olga\",\"number\":\"1001\","
                    + "\"devices\":[\"1001\"]}],"
                    + "\"rooms\":[{\"number\":\"8xxx\",\"name\":\"Room\"}]}";

    private House() {}

    static List<Option> options() {
        try {
            Path users = Path.of("target/users.properties");
            Files.createDirectories(users.getParent());
            Files.writeString(
                    users, user("admin") + user("operator") + user("user") + user("nobody-here"));
            Path directory = Path.of("target/patchbay.json");
            Files.writeString(directory, DIRECTORY);
            List<Option> options = new ArrayList<>();
            options.add(replaceConfigurationFile("etc/patchbay.json", directory.toFile()));
            options.add(replaceConfigurationFile("etc/users.properties", users.toFile()));
            for (String name :
                    List.of(
                            "certificate.pem",
                            "key.pem",
                            "other-certificate.pem",
                            "other-key.pem")) {
                File file = TLS.resolve(name).toFile();
                options.add(replaceConfigurationFile("etc/tls/" + name, file));
            }
            return options;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code etc/tls} of the house. */
    static Path tls() {
        return Path.of(System.getProperty("karaf.etc"), "tls");
    }

    static String password(String user) {
        return "secret of " + user;
    }

    /** {@code etc/users.properties} of the house. */
    static Path users() {
        return Path.of(System.getProperty("karaf.etc"), "users.properties");
    }

    /** As a whole: nobody reads a half of it. */
    static void write(String users) throws IOException {
        Path next = users().resolveSibling("users.properties.next");
        Files.writeString(next, users);
        Files.move(next, users(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String user(String name) throws GeneralSecurityException {
        return user(name, password(name), name.equals("nobody-here") ? "ssh" : name);
    }

    /** A line of that file. */
    static String user(String name, String password, String role) throws GeneralSecurityException {
        byte[] salt = {1, 2, 3, 4, 5, 6, 7, 8};
        byte[] hash =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                        .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 1000, 256))
                        .getEncoded();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return name
                + " = {CRYPT}pbkdf2-sha512:1000:"
                + base64.encodeToString(salt)
                + ":"
                + base64.encodeToString(hash)
                + "{CRYPT},"
                + role
                + "\n";
    }
}
