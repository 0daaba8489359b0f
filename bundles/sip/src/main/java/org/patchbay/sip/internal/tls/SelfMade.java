package org.patchbay.sip.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A certificate that a house without one signs itself. The JDK makes certificates by its {@code
 * keytool} only, so that is run once, in a folder that nobody else can read.
 */
final class SelfMade {
    private static final String ALIAS = "patchbay";
    private static final String DAYS = "3650";
    private static final long PATIENCE_S = 60;

    private SelfMade() {}

    /** Writes both files; the key is readable by its owner only. */
    static void write(Path certificate, Path key, List<String> names) {
        try {
            Path folder = Files.createTempDirectory("patchbay-tls"); // rwx------
            Path store = folder.resolve("made.p12");
            try {
                String password = new BigInteger(160, new SecureRandom()).toString(36);
                run(store, password, names);
                split(store, password.toCharArray(), certificate, key);
            } finally {
                Files.deleteIfExists(store);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsFileException("no certificate can be made for " + certificate, e);
        }
    }

    private static void run(Path store, String password, List<String> names) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-validity",
                                DAYS,
                                "-dname",
                                "CN=patchbay",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass:env",
                                "PATCHBAY_STORE",
                                "-J-XX:TieredStopAtLevel=1"));
        if (!names.isEmpty()) {
            command.add("-ext");
            command.add(
                    names.stream()
                            .map(SelfMade::name)
                            .collect(Collectors.joining(",", "san=", "")));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATCHBAY_STORE", password);
        Process process = builder.start();
        process.getOutputStream().close();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readNBytes(2_000)).strip();
        }
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("keytool does not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static String name(String name) {
        return (SipDomain.isAddress(name) ? "ip:" : "dns:") + name;
    }

    private static void split(Path store, char[] password, Path certificate, Path key)
            throws IOException, GeneralSecurityException {
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, password);
        }
        Key secret = made.getKey(ALIAS, password);
        Certificate ours = made.getCertificate(ALIAS);
        Files.createDirectories(key.toAbsolutePath().getParent());
        Files.createDirectories(certificate.toAbsolutePath().getParent());
        Files.deleteIfExists(key);
        Files.createFile(
                key,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, PemFiles.text("PRIVATE KEY", secret.getEncoded()));
        Files.writeString(certificate, PemFiles.text("CERTIFICATE", ours.getEncoded()));
    }
}
