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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.testkit.Eventually;

/** Registration and credentials, as RFC 3261 §10 and RFC 7616 want them. */
@ExtendWith(SharedServer.class)
class RegisterIT {
    private static final Set<Integer> REFUSED = Set.of(401, 403, 407);

    @Test
    void a_wrong_password_is_refused(Server server) {
        try (RawPhone phone = RawPhone.of(server, "1001")) {
            int code = phone.register(o -> o.put("password", "wrong")).code();
            assertTrue(REFUSED.contains(code), () -> "got " + code);
        }
        try (RawPhone liar = RawPhone.of(server, "1001", o -> o.put("password", "wrong"))) {
            int code = liar.call("600").first().code();
            assertTrue(REFUSED.contains(code), () -> "got " + code);
        }
    }

    @Test
    void an_unknown_account_looks_like_a_wrong_password(Server server) {
        try (RawPhone known = RawPhone.of(server, "1001");
                RawPhone unknown =
                        RawPhone.peer(server.address(), "2999", known.tone(), "127.0.0.1:0")) {
            int wrong = known.register(o -> o.put("password", "wrong")).code();
            int nobody = unknown.register(o -> o.put("password", "wrong")).code();
            assertEquals(wrong, nobody);
        }
    }

    /** Some phones give up where another algorithm is offered beside MD5. */
    @Test
    void md5_alone_is_offered_where_nothing_else_is_wanted(Server server) {
        try (RawPhone phone = RawPhone.of(server, "1001")) {
            List<String> offers = challenges(phone);
            assertEquals(1, offers.size(), offers::toString);
            assertTrue(offers.get(0).contains("algorithm=MD5"), offers::toString);
        }
    }

    @Test
    void both_digests_are_offered_where_wanted_the_better_first(@TempDir Path folder)
            throws IOException {
        try (Server own = Server.start("digests", 20)) {
            Path settings = own.scripts().resolveSibling("etc/org.patchbay.sip.cfg");
            String text = Files.readString(settings);
            String better = text.replaceFirst("(?m)^(digest-algorithms *=).*", "$1 SHA-256, MD5");
            assertNotEquals(text, better);
            own.save(settings, better);
            Path trace = folder.resolve("trace");
            try (RawPhone phone = RawPhone.of(own, "1001", o -> o.put("trace", trace.toString()))) {
                Eventually.holds(Duration.ofSeconds(20), () -> offersBoth(challenges(phone)));
                assertEquals(200, phone.register(60).code());
            }
            String signed =
                    Files.readAllLines(trace).stream()
                            .filter(line -> line.contains("Authorization: "))
                            .findFirst()
                            .orElseThrow();
            assertTrue(signed.contains("algorithm=SHA-256"), signed);
        }
    }

    private static void offersBoth(List<String> offers) {
        assertEquals(2, offers.size(), offers::toString);
        assertTrue(offers.get(0).contains("algorithm=SHA-256"), offers::toString);
        assertTrue(offers.get(1).contains("algorithm=MD5"), offers::toString);
    }

    private static List<String> challenges(RawPhone phone) {
        SipMessage challenge = phone.request("REGISTER", "", false);
        assertEquals(401, challenge.code());
        return challenge.headers("www-authenticate");
    }

    @Test
    void a_registration_lists_its_contacts_and_can_be_taken_back(Server server) {
        try (RawPhone phone = RawPhone.of(server, "1010")) {
            SipMessage response = phone.register(120);
            assertEquals(200, response.code());
            String contact = response.header("contact").orElse("");
            assertTrue(contact.contains(phone.address()), contact);
            assertTrue(contact.contains("expires="), contact);
            SipMessage gone = phone.register(0);
            assertEquals(200, gone.code());
            assertTrue(gone.header("contact").isEmpty(), gone.headers("contact")::toString);
        }
    }

    @Test
    void a_star_takes_all_contacts_back(Server server) {
        try (RawPhone one = RawPhone.of(server, "1010").registered();
                RawPhone two = RawPhone.of(server, "1010").registered()) {
            SipMessage both = one.register(60);
            assertEquals(2, contacts(both), both.headers("contact")::toString);
            SipMessage none = two.register(o -> o.put("contact", "*").put("expires", 0));
            assertEquals(200, none.code());
            assertEquals(0, contacts(none));
            SipMessage bad = two.register(o -> o.put("contact", "*").put("expires", 60));
            assertEquals(400, bad.code());
        }
    }

    @Test
    void too_short_is_423_with_the_least_that_is_taken(Server server) {
        try (RawPhone phone = RawPhone.of(server, "1010")) {
            SipMessage response = phone.register(5);
            assertEquals(423, response.code());
            assertTrue(Integer.parseInt(response.header("min-expires").orElse("0")) > 5);
        }
    }

    @Test
    void a_replayed_answer_is_stale_and_gets_a_new_nonce(Server server) {
        try (RawPhone phone = RawPhone.of(server, "1010")) {
            assertEquals(200, phone.register(60).code());
            SipMessage replay = phone.replayRegister();
            assertEquals(401, replay.code());
            assertTrue(
                    replay.header("www-authenticate")
                            .orElse("")
                            .toLowerCase()
                            .contains("stale=true"),
                    () -> "challenge: " + replay.headers("www-authenticate"));
        }
    }

    @Test
    void a_phone_behind_tcp_is_rung_over_its_connection(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1001").registered();
                RawPhone tcp = RawPhone.of(server, "1002", o -> o.put("transport", "tcp"))) {
            // A Contact that nobody listens at: only the connection leads there.
            String contact = "<sip:1002@127.0.0.99:9;transport=tcp>";
            assertEquals(
                    200, tcp.register(o -> o.put("contact", contact).put("expires", 60)).code());
            RawCall out = caller.ring("1002");
            RawCall in = tcp.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_binding_ends_with_its_connection(Server server) {
        try (RawPhone caller = RawPhone.of(server, "1001").registered()) {
            RawPhone tcp = RawPhone.of(server, "1009", o -> o.put("transport", "tcp")).registered();
            tcp.vanish();
            Eventually.holds(
                    () -> assertFalse(server.console("pbx:registrations").contains("1009")));
            assertEquals(480, caller.call("1009").first().code());
        }
    }

    @Test
    void options_tells_what_we_can(Server server) {
        try (RawPhone phone = RawPhone.of(server, "1001")) {
            SipMessage response = phone.request("OPTIONS", "", false);
            assertEquals(200, response.code());
            assertTrue(response.header("allow").orElse("").contains("INVITE"));
        }
    }

    @Test
    void an_unknown_requirement_is_420(Server server) {
        try (RawPhone phone = RawPhone.of(server, "1001")) {
            SipMessage response = phone.request("OPTIONS", "Require: nonsense\r\n", false);
            assertEquals(420, response.code());
            assertEquals("nonsense", response.header("unsupported").orElse(""));
        }
    }

    private static long contacts(SipMessage response) {
        return response.headers("contact").stream()
                .mapToLong(line -> line.split("<", -1).length - 1)
                .sum();
    }
}
