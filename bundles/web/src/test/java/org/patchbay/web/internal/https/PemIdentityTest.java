package org.patchbay.web.internal.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemIdentityTest {
    @TempDir Path folder;

    private PemIdentity identity() {
        return new PemIdentity(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    }

    private void copy(String name) throws IOException {
        try (var in = PemIdentityTest.class.getResourceAsStream("/tls/" + name)) {
            Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    @Test
    void the_two_files_become_one_identity() throws Exception {
        copy("certificate.pem");
        copy("key.pem");
        assertTrue(identity().load("x".toCharArray()).isKeyEntry("patchbay"));
    }

    @Test
    void what_cannot_be_used_is_said_by_name() throws Exception {
        assertTrue(why().contains("certificate.pem is not there"), why());
        copy("certificate.pem");
        assertTrue(why().contains("key.pem is not there"), why());
        Files.writeString(folder.resolve("key.pem"), "-----BEGIN RSA PRIVATE KEY-----");
        assertTrue(why().contains("openssl pkcs8"), why());
        KeyPairGenerator other = KeyPairGenerator.getInstance("EC");
        Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(other.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        assertTrue(why().contains("do not belong together"), why());
        Files.writeString(folder.resolve("certificate.pem"), "nothing");
        assertTrue(why().contains("certificate.pem"), why());
    }

    private String why() {
        return assertThrows(IOException.class, () -> identity().load(new char[0])).getMessage();
    }

    @Test
    void a_change_is_seen_from_outside() throws Exception {
        List<String> before = identity().state();
        assertEquals(before, identity().state());
        copy("key.pem");
        assertNotEquals(before, identity().state());
    }
}
