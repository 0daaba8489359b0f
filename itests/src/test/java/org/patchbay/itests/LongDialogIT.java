package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.testkit.Eventually;

/** Calls that go on for long: what keeps them up is not heard. */
@ExtendWith(SharedServer.class)
class LongDialogIT {
    private static final String TIMER = "Supported: timer\r\nSession-Expires: 90\r\n";
    private static final String UPDATES = "Allow: INVITE, ACK, BYE, UPDATE\r\n";
    private static final Optional<String> GRANTED = Optional.of("90;refresher=uac");

    @Test
    void a_session_is_refreshed_while_both_talk(Server server) {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two =
                        RawPhone.of(server, "1003", o -> o.put("answer_after", 0.2)).registered()) {
            RawCall out = one.call("1003", o -> o.put("headers", TIMER)).answeredOk();
            RawCall in = two.incoming();
            assertEquals(GRANTED, out.first().header("Session-Expires"));
            Ear.hearEachOther(out, in, 1);
            SipMessage refreshed = out.inDialog("UPDATE", TIMER);
            assertEquals(200, refreshed.code());
            assertEquals(GRANTED, refreshed.header("Session-Expires"));
            Ear.hearEachOther(out, in, 1);
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    /** What one says while it rings, the other hears, and both know that it does. */
    @Test
    void early_media_is_agreed_reliably_both_ways(Server server) {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = RawPhone.of(server, "1003").registered()) {
            RawCall out =
                    one.call(
                            "1003",
                            o -> o.put("headers", "Supported: 100rel\r\n").put("wait", false));
            RawCall in = two.incoming();
            in.answerEarly(7);
            String invite = in.first().header("CSeq").orElseThrow();
            SipMessage prack = in.request("PRACK");
            assertEquals(Optional.of("7 " + invite), prack.header("RAck"));
            SipMessage progress = out.provisional(183);
            assertEquals(Optional.of("100rel"), progress.header("Require"));
            assertTrue(progress.body().contains("m=audio"), progress::body);
            assertEquals(200, out.acknowledge().code());
            out.listen();
            out.heard(1).hears(in.tone());
            in.answer();
            SipMessage ok = out.finalResponse();
            assertEquals(200, ok.code());
            assertEquals("", ok.body());
            Ear.hearEachOther(out, in, 1);
            out.hangUp();
            in.hasEnded();
            assertEquals(1, in.requestsSoFar("PRACK"));
        }
        server.hasNoCalls();
    }

    @Test
    void a_session_that_is_too_short_is_refused(Server server) {
        try (RawPhone one = RawPhone.of(server, "1002").registered()) {
            String brief = TIMER.replace("90", "89");
            SipMessage refusal = one.call("1003", o -> o.put("headers", brief)).first();
            assertEquals(422, refusal.code());
            assertEquals(Optional.of("90"), refusal.header("Min-SE"));
        }
    }

    /** Half of 90 s until we refresh, and 60 until who should and does not is given up. */
    @Test
    void we_refresh_and_who_does_not_is_hung_up_on(Server server) {
        try (RawPhone idle = RawPhone.of(server, "1002").registered();
                RawPhone two =
                        RawPhone.of(server, "1003", o -> o.put("answer_after", 0.2)).registered();
                RawPhone three = RawPhone.of(server, "1004").registered();
                RawPhone four = RawPhone.of(server, "1005").registered()) {
            RawCall silent = idle.call("1003", o -> o.put("headers", TIMER)).answeredOk();
            RawCall out = three.ring("1005");
            RawCall in = four.incoming();
            in.answerWith(UPDATES + "Session-Expires: 90;refresher=uac\r\n");
            assertEquals(200, out.finalResponse().code());
            Eventually.holds(
                    Duration.ofSeconds(60), () -> assertEquals(1, in.requestsSoFar("UPDATE")));
            SipMessage update = in.request("UPDATE");
            assertEquals(Optional.of("90;refresher=uac"), update.header("Session-Expires"));
            Ear.hearEachOther(out, in, 1);
            assertEquals(0, silent.requestsSoFar("BYE"));
            Eventually.holds(
                    Duration.ofSeconds(30), () -> assertEquals(1, silent.requestsSoFar("BYE")));
            two.incoming().hasEnded();
            Ear.hearEachOther(out, in, 1);
            assertEquals(0, out.requestsSoFar("UPDATE"), "it knows no timers");
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_phone_that_vanished_is_hung_up_on() throws IOException {
        try (Server own = Server.start("vanished", 20)) {
            Path settings = own.home().resolve("etc/org.patchbay.sip.cfg");
            String text = Files.readString(settings);
            String brief = text.replaceFirst("(?m)^(media-timeout-s *=).*", "$1 10");
            assertNotEquals(text, brief);
            int mark = own.logMark();
            own.save(settings, brief);
            own.logs(mark, "SIP has stopped");
            own.logs(mark, "SIP listens");
            try (RawPhone one = RawPhone.of(own, "1002").registered();
                    RawPhone two = RawPhone.of(own, "1003").registered()) {
                RawCall out = one.ring("1003");
                RawCall in = two.incoming().answer();
                assertEquals(200, out.finalResponse().code());
                Ear.hearEachOther(out, in, 1);
                two.vanish();
                Eventually.holds(
                        Duration.ofSeconds(30), () -> assertEquals(1, out.requestsSoFar("BYE")));
            }
            own.hasNoCalls();
        }
    }
}
