package org.patchbay.itests.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.patchbay.itests.server.Places;
import org.patchbay.itests.server.Programs;

/** An authority of the tests' own that phones trust, made by the JDK's keytool. */
public final class Authority {
    private static final String PASSWORD = "of-no-importance";

    private final Path folder;
    private final Path store;

    /** A new one. */
    public Authority(String name) {
        folder = Places.work().resolve("authority-" + name);
        store = folder.resolve("keys.p12");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keyPair("authority", "CN=" + name, "-ext", "bc:critical=ca:true");
        keytool("-exportcert", "-rfc", "-alias", "authority", "-file", certificate().toString());
    }

    /** Its own certificate (PEM), for who is to trust it. */
    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    /**
     * Signs a certificate for a host, in PEM. It bears the address as its name alone: Mbed TLS 2,
     * which linphonec is built with, takes no address among alternative names.
     *
     * @param host its address
     */
    public String signed(String host) {
        Path request = folder.resolve("request");
        Path signed = folder.resolve("signed.pem");
        keyPair("host", "CN=" + host);
        keytool("-certreq", "-alias", "host", "-file", request.toString());
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                "authority",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString());
        try {
            return Files.readString(signed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of the last certificate that was signed (PEM, PKCS #8). */
    public String key() {
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Key key = keys.getKey("host", PASSWORD.toCharArray());
            String text = Base64.getMimeEncoder().encodeToString(key.getEncoded());
            return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private void keyPair(String alias, String name, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
        arguments.addAll(List.of("-alias", alias, "-dname", name));
        arguments.addAll(List.of(more));
        keytool(arguments.toArray(String[]::new));
    }

    private void keytool(String... arguments) {
        String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(program, "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Path said = folder.resolve("said");
        Process process = Programs.start(folder, said, command);
        assertTrue(Programs.endsWithin(process, 30), () -> command + " does not end");
        assertEquals(0, process.exitValue(), () -> command + ": " + text(said));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
