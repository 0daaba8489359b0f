package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.server.Server;
import org.patchbay.testkit.Eventually;

/** What a device may have of its own in {@code etc/patchbay.json}, changed while it is in force. */
@Tag("beside")
class DeviceSettingsIT {
    private static final Duration TAKEN = Duration.ofSeconds(20);
    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start("devices", 20);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void change(UnaryOperator<String> edit) throws IOException {
        Path file = server.scripts().resolveSibling("etc/patchbay.json");
        String before = Files.readString(file);
        String after = edit.apply(before);
        assertNotEquals(before, after);
        server.save(file, after);
    }

    private static List<String> challenges(RawPhone phone) {
        SipMessage challenge = phone.request("REGISTER", "", false);
        assertEquals(401, challenge.code());
        return challenge.headers("www-authenticate");
    }

    @Test
    void a_device_with_sha_256_alone_registers_and_calls_and_md5_is_refused() throws IOException {
        change(text -> text.replaceFirst("(\"id\": *\"1010\",)", "$1 \"digest\": [\"SHA-256\"],"));
        try (RawPhone phone = RawPhone.of(server, "1010");
                RawPhone weak = RawPhone.of(server, "1010", o -> o.put("algorithm", "MD5"));
                RawPhone other = RawPhone.of(server, "1002").registered()) {
            Eventually.holds(
                    TAKEN,
                    () -> {
                        List<String> offers = challenges(phone);
                        assertEquals(1, offers.size(), offers::toString);
                        assertTrue(offers.get(0).contains("algorithm=SHA-256"), offers::toString);
                    });
            assertTrue(challenges(other).get(0).contains("algorithm=MD5"), "as everybody");
            assertEquals(401, weak.register(60).code());
            assertEquals(407, weak.call("1002").first().code());
            phone.registered();
            RawCall out = phone.ring("1002");
            RawCall in = other.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_device_that_is_taken_out_is_registered_no_more() throws IOException {
        try (RawPhone phone = RawPhone.of(server, "1009").registered()) {
            assertTrue(server.console("pbx:registrations").contains("1009"));
            change(
                    text ->
                            text.replace("{\"id\": \"1009\"", "{\"id\": \"another\"")
                                    .replace("[\"1009\"]", "[\"another\"]"));
            Eventually.holds(
                    TAKEN, () -> assertFalse(server.console("pbx:registrations").contains("1009")));
            assertEquals(401, phone.register(60).code());
        }
    }
}
