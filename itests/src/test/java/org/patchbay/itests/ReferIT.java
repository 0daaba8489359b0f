package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;

/** Transfer by the phones' own buttons: REFER (RFC 3515, 5589). */
@ExtendWith(SharedServer.class)
class ReferIT {
    @ParameterizedTest
    @ValueSource(strings = {"1002", "1003"})
    void a_phone_gives_the_other_to_a_third(String leaves, Server server) {
        try (BaresipPhone one = BaresipPhone.registered(server, Settings.of("1002"));
                BaresipPhone two = BaresipPhone.registered(server, Settings.of("1003"));
                BaresipPhone three = BaresipPhone.registered(server, Settings.of("1004"))) {
            BaresipPhone by = leaves.equals("1002") ? one : two;
            BaresipPhone stays = leaves.equals("1002") ? two : one;
            one.dial("1003");
            two.rings();
            two.answer();
            two.talks();
            one.talks();

            by.transfer("1004");
            three.rings();
            three.answer();
            three.talks();
            by.isOver();
            Ear.hearEachOther(stays, three, 1.5);
            stays.hangUp();
            three.isOver();
        }
        server.hasNoCalls();
    }

    @Test
    void who_refers_is_told_and_who_stays_is_shown(Server server) {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = answering(server, "1003");
                RawPhone three = answering(server, "1004")) {
            RawCall stays = one.call("1003").answeredOk();
            RawCall by = two.incoming();

            SipMessage accepted = by.inDialog("REFER", referTo(server, "1004", ""));
            assertEquals(202, accepted.code());
            RawCall third = three.incoming();
            by.hasEnded();
            List<SipMessage> told = by.requests("NOTIFY", 2);
            SipMessage first = told.get(0);
            SipMessage last = told.get(told.size() - 1);
            assertEquals("SIP/2.0 100 Trying", first.body().trim());
            assertTrue(first.header("Subscription-State").orElse("").startsWith("active"));
            assertEquals("SIP/2.0 200 OK", last.body().trim());
            assertEquals(
                    "terminated;reason=noresource", last.header("Subscription-State").orElse(""));
            assertTrue(
                    last.atSeconds() < by.request("BYE").atSeconds(),
                    "the BYE comes after the last word");
            String shown = stays.request("UPDATE").header("P-Asserted-Identity").orElse("nobody");
            assertTrue(shown.contains("sip:1004@"), shown);
            Ear.hearEachOther(stays, third, 1);
            stays.hangUp();
            third.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_transfer_that_fails_gives_the_call_back(Server server) {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = answering(server, "1003");
                RawPhone three = RawPhone.of(server, "1004", o -> o.put("reject", 486))) {
            three.registered();
            RawCall stays = one.call("1003").answeredOk();
            RawCall by = two.incoming();
            assertEquals(202, by.inDialog("REFER", referTo(server, "1004", "")).code());
            List<SipMessage> told = by.requests("NOTIFY", 2);
            while (told.get(told.size() - 1).body().contains(" 180 ")) {
                told = by.requests("NOTIFY", told.size() + 1);
            }
            assertEquals("SIP/2.0 486 Busy Here", told.get(told.size() - 1).body().trim());
            Ear.hearEachOther(stays, by, 1);
            by.hangUp();
            stays.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void who_asked_somebody_first_connects_the_two(Server server) {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = answering(server, "1003");
                RawPhone three = answering(server, "1004")) {
            RawCall first = one.call("1003").answeredOk();
            RawCall by = two.incoming();
            assertEquals(200, by.reInvite("sendonly").code());
            RawCall consults = two.call("1004").answeredOk();
            RawCall second = three.incoming();
            Ear.hearEachOther(consults, second, 1);

            String to = referTo(server, "1004", consults.dialog());
            assertEquals(202, by.inDialog("REFER", to).code());
            by.hasEnded();
            consults.hasEnded();
            List<SipMessage> told = by.requests("NOTIFY", 2);
            assertEquals("SIP/2.0 200 OK", told.get(told.size() - 1).body().trim());
            Ear.hearEachOther(first, second, 1.5);
            String shown = first.request("UPDATE").header("P-Asserted-Identity").orElse("nobody");
            assertTrue(shown.contains("sip:1004@"), shown);
            second.hangUp();
            first.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_dialog_that_is_over_is_nobody(Server server) {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = answering(server, "1003");
                RawPhone three = answering(server, "1004")) {
            RawCall first = one.call("1003").answeredOk();
            RawCall by = two.incoming();
            RawCall consults = two.call("1004").answeredOk();
            consults.hangUp();
            three.incoming().hasEnded();
            int status = by.inDialog("REFER", referTo(server, "1004", consults.dialog())).code();
            assertTrue(Set.of(400, 481, 603).contains(status), () -> "REFER: " + status);
            Ear.hearEachOther(first, by, 1);
            first.hangUp();
            by.hasEnded();
        }
        server.hasNoCalls();
    }

    private static RawPhone answering(Server server, String user) {
        return RawPhone.of(server, user, o -> o.put("answer_after", 0.2)).registered();
    }

    private static String referTo(Server server, String number, String replaces) {
        String header =
                replaces.isEmpty()
                        ? ""
                        : "?Replaces=" + URLEncoder.encode(replaces, StandardCharsets.US_ASCII);
        return "Refer-To: <sip:" + number + "@" + server.address() + header + ">\r\n";
    }
}
