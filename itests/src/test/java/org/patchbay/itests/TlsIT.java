package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.sound.Recording;
import org.patchbay.testkit.Eventually;

/** Real phones behind TLS, with media that is protected and media that is not. */
class TlsIT {
    private static final double LONGEST_GAP_MS = 40;
    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start("tls", 60);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Who insists on SRTP refuses offers that leave the choice. */
    private static void directorySays(String user, String srtp) {
        int mark = server.logMark();
        boolean[] changed = {false};
        server.changeDirectory(
                directory -> {
                    for (JsonNode device : directory.withArray("devices")) {
                        if (device.path("id").asText().equals(user)
                                && !device.path("srtp").asText().equals(srtp)) {
                            ((ObjectNode) device).put("srtp", srtp);
                            changed[0] = true;
                        }
                    }
                });
        if (changed[0]) {
            server.logs(mark, "directory version");
        }
    }

    private static Settings settings(String user, String transport, String srtp) {
        return Settings.of(user).over(transport).protectedBy(srtp);
    }

    private static void talk(BaresipPhone caller, String number, BaresipPhone callee) {
        caller.dial(number);
        callee.rings();
        callee.answer();
        callee.talks();
        caller.talks();
        Ear.hearEachOther(caller, callee, 1);
        List<Recording> heard = Ear.together(3, List.of(caller, callee));
        heard.get(0).hears(callee.tone()).hasNoGap(callee.tone(), LONGEST_GAP_MS);
        heard.get(1).hears(caller.tone()).hasNoGap(caller.tone(), LONGEST_GAP_MS);
    }

    /** How many legs of the call that is up are protected. */
    private static long protectedLegs() {
        String id = server.console("pbx:calls").lines().skip(1).findFirst().orElseThrow();
        String call = server.console("pbx:call " + id.strip().split("\\s+")[0]);
        assertFalse(call.contains("inline"), call);
        assertFalse(call.contains("not genuine"), call);
        return call.lines().filter(l -> l.contains("AES_CM_") || l.contains("AEAD_")).count();
    }

    @ParameterizedTest
    @CsvSource({
        "tls, srtp,      udp, '',        1",
        "tls, srtp-mand, udp, '',        1",
        "tls, srtp-mand, tls, srtp-mand, 2",
        "tls, srtp,      tls, srtp,      2",
        "tls, '',        udp, '',        0",
        "tls, srtp-mand, tls, '',        1",
    })
    void phones_call_each_other_both_ways(
            String ones, String onesSrtp, String twos, String twosSrtp, int legs) {
        directorySays("1001", onesSrtp.equals("srtp-mand") ? "required" : "preferred");
        directorySays("1002", twosSrtp.equals("srtp-mand") ? "required" : "preferred");
        try (BaresipPhone one = BaresipPhone.registered(server, settings("1001", ones, onesSrtp));
                BaresipPhone two =
                        BaresipPhone.registered(server, settings("1002", twos, twosSrtp))) {
            talk(one, "1002", two);
            assertEquals(legs, protectedLegs());
            one.hangUp();
            two.isOver();
            one.isOver();

            talk(two, "1001", one);
            assertEquals(legs, protectedLegs());
            one.hangUp();
            two.isOver();
            one.isOver();
        }
        server.hasNoCalls();
        assertFalse(server.log().contains("inline:"), "a key in the log");
    }

    /** Held and taken back, which are re-INVITEs with the same keys. */
    @Test
    void protected_media_comes_back_after_hold() {
        directorySays("1001", "required");
        directorySays("1002", "off");
        try (BaresipPhone one =
                        BaresipPhone.registered(server, settings("1001", "tls", "srtp-mand"));
                BaresipPhone two = BaresipPhone.registered(server, settings("1002", "udp", ""))) {
            talk(one, "1002", two);
            one.hold();
            one.resume();
            Eventually.holds(
                    Duration.ofSeconds(15),
                    () -> {
                        two.listen();
                        two.heard(1).hears(one.tone());
                    });
            assertEquals(1, protectedLegs());
            one.hangUp();
            two.isOver();
        }
        server.hasNoCalls();
    }

    @Test
    void a_device_that_must_be_protected_does_not_call_in_the_clear() {
        directorySays("1003", "required");
        try (RawPhone phone = RawPhone.of(server, "1003").registered();
                BaresipPhone good =
                        BaresipPhone.registered(server, settings("1003", "tls", "srtp"));
                BaresipPhone plain = BaresipPhone.registered(server, settings("1002", "udp", ""))) {
            assertEquals(488, phone.call("600").first().code());
            talk(good, "1002", plain);
            assertEquals(1, protectedLegs());
            good.hangUp();
            plain.isOver();
        }
        server.hasNoCalls();
    }

    @Test
    void the_certificate_that_was_made_is_the_owners() throws IOException {
        Path key = server.home().resolve("etc/tls/key.pem");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        String certificate = Files.readString(server.home().resolve("etc/tls/certificate.pem"));
        assertTrue(certificate.startsWith("-----BEGIN CERTIFICATE-----"));
    }
}
