import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Prepares the home directory of an instance: its own etc/, scripts/ and data/, a console key, and at the first start a
 * certificate, a password for the web pages and a demo directory with fresh secrets, which it prints once. Needs nothing but a JDK.
 *
 * <p>Usage: {@code java FirstStart.java DIST HOME BUILD [--address IP] [--demo-secrets FILE] [--set FILE KEY VALUE]…}
 */
public final class FirstStart {
    /** Files of etc/ that belong to the operator; all others belong to the distribution and follow it. */
    private static final Pattern OPERATORS =
            Pattern.compile(
                    "patchbay\\.json|org\\.patchbay\\..*|users\\.properties|keys\\.properties|host\\.key.*"
                            + "|org\\.ops4j\\.pax\\.logging\\.cfg|org\\.apache\\.karaf\\.shell\\.cfg|console-key.*");

    private static final String ADMIN_GROUP =
            "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n";

    /** Of whoever is logged in to the pages as admin, who has no phone but these. */
    private static final String ADMIN_NUMBER = "1000";

    private static final int ITERATIONS = 210_000;

    private final Path dist;
    private final Path home;

    private FirstStart(Path dist, Path home) {
        this.dist = dist;
        this.home = home;
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        FirstStart start = new FirstStart(Path.of(args[0]), Path.of(args[1]));
        Path secrets = null;
        String address = "127.0.0.1";
        List<String[]> settings = new ArrayList<>();
        for (int i = 3; i < args.length; i++) {
            switch (args[i]) {
                case "--demo-secrets":
                    secrets = Path.of(args[++i]);
                    break;
                case "--address":
                    address = args[++i];
                    break;
                case "--set":
                    settings.add(new String[] {args[i + 1], args[i + 2], args[i + 3]});
                    i += 3;
                    break;
                default:
                    throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        start.layOut(args[2]);
        for (String[] s : settings) {
            start.set(s[0], s[1], s[2]);
        }
        start.consoleKey();
        start.certificate(address);
        start.demoDirectory(secrets);
        start.password();
    }

    private void layOut(String build) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.createDirectories(home.resolve("data"));
        Files.createDirectories(home.resolve("deploy"));
        restrict(home.resolve("etc"), "rwx------");
        Path stamp = home.resolve("data/build");
        boolean same = Files.exists(stamp) && Files.readString(stamp).equals(build);
        copyTree(dist.resolve("etc"), home.resolve("etc"), !same);
        // A script may be edited by its owner: a newer distribution never writes over it.
        copyTree(dist.resolve("scripts"), home.resolve("scripts"), false);
        if (!same) {
            // The cache holds bundles of the build before, under the same version.
            deleteTree(home.resolve("data/cache"));
            Files.writeString(stamp, build);
        }
    }

    private void copyTree(Path from, Path to, boolean follow) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            boolean ours = follow && !OPERATORS.matcher(file.getFileName().toString()).matches();
            if (ours || !Files.exists(target)) {
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(root)) {
            walk.sorted(java.util.Comparator.reverseOrder())
                    .forEach(
                            p -> {
                                try {
                                    Files.delete(p);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }

    /** Sets one key of a properties file in etc/ and leaves every other line as it is. */
    private void set(String file, String key, String value) throws IOException {
        Path path = home.resolve("etc").resolve(file);
        List<String> lines =
                Files.exists(path) ? new ArrayList<>(Files.readAllLines(path)) : new ArrayList<>();
        Pattern line = Pattern.compile("\\s*#?\\s*" + Pattern.quote(key) + "\\s*=.*");
        int at = -1;
        for (int i = 0; i < lines.size() && at < 0; i++) {
            at = line.matcher(lines.get(i)).matches() ? i : -1;
        }
        String text = key + " = " + value;
        if (at < 0) {
            lines.add(text);
        } else {
            lines.set(at, text);
        }
        Files.write(path, lines);
    }

    private void consoleKey() throws IOException, GeneralSecurityException {
        Path key = home.resolve("etc/console-key.pem");
        if (Files.exists(key)) {
            return;
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        KeyPair pair = generator.generateKeyPair();
        writeSecret(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        String ssh = Base64.getEncoder().encodeToString(sshBlob((RSAPublicKey) pair.getPublic()));
        writeSecret(
                home.resolve("etc/keys.properties"),
                "admin=" + ssh + ",_g_:admingroup\n" + ADMIN_GROUP);
    }

    private static String pem(String type, byte[] bytes) {
        String text =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }

    /** For SIP over TLS and for the web pages; an operator's own stays. */
    private void certificate(String address) throws IOException, GeneralSecurityException {
        Path certificate = home.resolve("etc/tls/certificate.pem");
        Path key = home.resolve("etc/tls/key.pem");
        if (Files.exists(certificate) || Files.exists(key)) {
            return;
        }
        Files.createDirectories(key.getParent());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        byte[] made =
                FirstCertificate.make(pair, FirstCertificate.names(address), Instant.now());
        writeSecret(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Files.writeString(certificate, pem("CERTIFICATE", made));
    }

    /** Where nobody has a password, admin gets one; of it only the hash is kept. */
    private void password() throws IOException, GeneralSecurityException {
        Path users = home.resolve("etc/users.properties");
        String text = Files.exists(users) ? Files.readString(users) : "";
        if (text.lines().anyMatch(l -> !l.isBlank() && !l.strip().startsWith("#"))) {
            return;
        }
        String password = secret();
        writeSecret(
                users,
                text.stripTrailing()
                        + "\n\nadmin = {CRYPT}"
                        + hash(password)
                        + "{CRYPT},_g_:admingroup\n"
                        + ADMIN_GROUP);
        System.out.println("Password for the web pages (shown this once; only its hash is kept):");
        System.out.println("  admin  " + password);
    }

    /** As the bundle passwords computes it. */
    private static String hash(String password) throws GeneralSecurityException {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        byte[] hash =
                SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                        .generateSecret(
                                new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 256))
                        .getEncoded();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return "pbkdf2-sha512:"
                + ITERATIONS
                + ":"
                + base64.encodeToString(salt)
                + ":"
                + base64.encodeToString(hash);
    }

    /** The public key as SSH writes it (RFC 4253 §6.6). */
    private static byte[] sshBlob(RSAPublicKey key) {
        ByteBuffer blob = ByteBuffer.allocate(1024);
        for (byte[] part :
                List.of(
                        "ssh-rsa".getBytes(StandardCharsets.US_ASCII),
                        key.getPublicExponent().toByteArray(),
                        key.getModulus().toByteArray())) {
            blob.putInt(part.length).put(part);
        }
        byte[] bytes = new byte[blob.position()];
        blob.flip().get(bytes);
        return bytes;
    }

    private void demoDirectory(Path secretsFile) throws IOException {
        Path file = home.resolve("etc/patchbay.json");
        if (Files.exists(file)) {
            return;
        }
        Map<String, String> secrets =
                secretsFile == null ? newSecrets() : readSecrets(secretsFile);
        StringBuilder devices = new StringBuilder();
        StringBuilder users = new StringBuilder();
        if (!secrets.containsKey(ADMIN_NUMBER)) {
            users.append(
                    String.format(
                            "    {\"id\": \"admin\", \"name\": \"Administrator\", \"number\": \"%s\", \"devices\": []}",
                            ADMIN_NUMBER));
        }
        secrets.forEach(
                (id, secret) -> {
                    devices.append(devices.length() == 0 ? "" : ",\n")
                            .append(String.format("    {\"id\": \"%s\", \"secret\": \"%s\"}", id, secret));
                    users.append(users.length() == 0 ? "" : ",\n")
                            .append(
                                    String.format(
                                            "    {\"id\": \"u%s\", \"name\": \"Phone %s\", \"number\": \"%s\", \"devices\": [\"%s\"]}",
                                            id, id, id, id));
                });
        String template = Files.readString(dist.resolve("etc/patchbay.demo.json"));
        writeSecret(
                file,
                template.replace("\"@USERS@\"", users.toString().strip())
                        .replace("\"@TEAM@\"", team(secrets))
                        .replace("\"@DEVICES@\"", devices.toString().strip()));
        if (secretsFile == null) {
            System.out.println("Accounts made for this instance (shown this once; kept in " + file + "):");
            secrets.forEach((id, secret) -> System.out.println("  " + id + "  " + secret));
        }
    }

    /** The first three accounts. */
    private static String team(Map<String, String> secrets) {
        return secrets.keySet().stream()
                .limit(3)
                .map(id -> "\"user:u" + id + "\"")
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private static Map<String, String> newSecrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (int n = 1001; n <= 1010; n++) {
            secrets.put(Integer.toString(n), secret());
        }
        return secrets;
    }

    private static String secret() {
        SecureRandom random = new SecureRandom();
        String letters = "abcdefghjkmnpqrstuvwxyz23456789";
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            secret.append(letters.charAt(random.nextInt(letters.length())));
        }
        return secret.toString();
    }

    private static Map<String, String> readSecrets(Path file) throws IOException {
        Map<String, String> secrets = new LinkedHashMap<>();
        Matcher m =
                Pattern.compile("\"([0-9]{1,12})\"\\s*:\\s*\"([^\"\\\\]{1,128})\"")
                        .matcher(Files.readString(file));
        while (m.find()) {
            secrets.put(m.group(1), m.group(2));
        }
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": no account found; write {\"1001\": \"secret\", …}");
        }
        return secrets;
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static void restrict(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
