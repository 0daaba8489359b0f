package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.peers.Sipp;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.sound.Tone;
import org.patchbay.testkit.Eventually;

/** What happens inside a call: hold, re-INVITE, offerless INVITE, and the races of CANCEL. */
@ExtendWith(SharedServer.class)
class DialogIT {
    @Test
    void hold_is_silence_and_resume_is_sound_again(Server server) {
        try (RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two = RawPhone.of(server, "1002").registered()) {
            RawCall out = one.ring("1002");
            RawCall in = two.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            Ear.hearEachOther(out, in, 1);

            SipMessage held = out.reInvite("sendonly");
            assertEquals(200, held.code());
            assertTrue(
                    held.body().contains("a=recvonly") || held.body().contains("a=inactive"),
                    held::body);
            out.listen();
            out.heard(0.3); // what was on its way
            out.listen();
            out.heard(1).isSilent();

            SipMessage resumed = out.reInvite("sendrecv");
            assertEquals(200, resumed.code());
            assertFalse(resumed.body().contains("a=recvonly"), resumed::body);
            Ear.hearEachOther(out, in, 1.5);
            assertEquals(0, in.requestsSoFar("INVITE"), "a re-INVITE is not forwarded");
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void an_invite_without_offer_gets_one(Server server) {
        try (RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two =
                        RawPhone.of(server, "1002", o -> o.put("answer_after", 0.2)).registered()) {
            RawCall out = one.call("1002", o -> o.put("offerless", true)).answeredOk();
            assertTrue(out.first().body().contains("m=audio"), out.first()::body);
            RawCall in = two.incoming();
            Ear.hearEachOther(out, in, 1.5);
            out.hangUp();
            in.hasEnded();
        }
    }

    @Test
    void a_reinvite_without_offer_gets_one(Server server) {
        try (RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two =
                        RawPhone.of(server, "1002", o -> o.put("answer_after", 0.2)).registered()) {
            RawCall out = one.call("1002").answeredOk();
            RawCall in = two.incoming();
            SipMessage response = out.reInviteWithoutOffer();
            assertEquals(200, response.code());
            assertTrue(response.body().contains("m=audio"), response::body);
            Ear.hearEachOther(out, in, 1.5);
            in.hangUp();
            out.hasEnded();
        }
    }

    /** RFC 3261 §14.2: a second INVITE before the first one is through. */
    @Test
    void an_invite_inside_an_invite_leaves_the_call_alone(Server server) {
        try (RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two =
                        RawPhone.of(server, "1002", o -> o.put("answer_after", 0.2)).registered()) {
            RawCall out = one.call("1002").answeredOk();
            RawCall in = two.incoming();
            List<SipMessage> responses = out.reInviteTwice();
            assertEquals(200, responses.get(0).code());
            int second = responses.get(1).code();
            assertTrue(Set.of(200, 491, 500).contains(second), () -> "the second: " + second);
            Ear.hearEachOther(out, in, 1);
            out.hangUp();
            in.hasEnded();
        }
    }

    @Test
    void other_requests_inside_a_call_are_answered(Server server) {
        try (RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two =
                        RawPhone.of(server, "1002", o -> o.put("answer_after", 0.2)).registered()) {
            RawCall out = one.call("1002").answeredOk();
            RawCall in = two.incoming();
            int info = out.inDialog("INFO", "").code();
            assertTrue(Set.of(200, 415).contains(info), () -> "INFO: " + info);
            assertEquals(200, out.inDialog("OPTIONS", "").code());
            assertEquals(420, out.inDialog("OPTIONS", "Require: nonsense\r\n").code());
            Ear.hearEachOther(out, in, 1);
            out.hangUp();
            in.hasEnded();
        }
    }

    @Test
    void a_scripted_peer_holds_and_resumes(Server server) {
        try (RawPhone two =
                        RawPhone.of(server, "1002", o -> o.put("answer_after", 0.2)).registered();
                Sipp call = Sipp.calls(server, "uac_hold", "1001", "1002")) {
            two.incoming();
            call.passes();
        }
        server.hasNoCalls();
    }

    @Test
    void a_scripted_peer_cancels(Server server) {
        try (RawPhone two = RawPhone.of(server, "1002").registered();
                Sipp call = Sipp.calls(server, "uac_cancel", "1001", "1002")) {
            RawCall in = two.incoming();
            call.passes();
            in.request("CANCEL");
            Eventually.holds(() -> assertEquals("cancelled", in.state()));
        }
        server.hasNoCalls();
    }

    /** RFC 3261 §9.1: the 200 crosses our CANCEL; it is acknowledged and ended. */
    @Test
    void an_answer_that_crosses_the_cancel_is_ended(Server server) {
        try (Sipp callee = Sipp.waits(server, "uas_cancelrace", "1008");
                RawPhone caller = RawPhone.of(server, "1001").registered()) {
            RawCall out = caller.ring("1008");
            out.provisional(180);
            out.cancel();
            assertEquals(487, out.finalResponse().code());
            callee.passes();
        }
        server.hasNoCalls();
    }

    /** RFC 3261 §9.1: no CANCEL before a provisional response; here there is only a 100. */
    @Test
    @SuppressWarnings("try") // the callee does its part by itself
    void a_callee_that_says_nothing_is_cancelled_all_the_same(Server server) {
        try (Sipp callee = Sipp.waits(server, "uas_noanswer", "1008");
                RawPhone caller = RawPhone.of(server, "1001").registered()) {
            RawCall out = caller.ring("1008");
            out.cancel();
            assertEquals(487, out.finalResponse().code());
        }
        server.hasNoCalls();
    }

    @Test
    void early_media_is_heard_before_the_answer_and_after(Server server) {
        try (Sipp callee = Sipp.waits(server, "uas_early", "1008");
                RawPhone caller = RawPhone.of(server, "1001").registered()) {
            RawCall out = caller.ring("1008");
            SipMessage progress = out.provisional(183);
            assertEquals(183, progress.code());
            assertTrue(progress.body().contains("m=audio"), progress::body);
            out.listen();
            out.heard(1.5).hears(Tone.of("1008"));
            assertEquals(200, out.finalResponse().code());
            out.listen();
            out.heard(1).hears(Tone.of("1008"));
            out.hangUp();
            callee.passes();
        }
        server.hasNoCalls();
    }

    @Test
    void an_announcement_before_busy_is_heard(Server server) {
        try (Sipp callee = Sipp.waits(server, "uas_early_busy", "1008");
                RawPhone caller = RawPhone.of(server, "1001").registered()) {
            RawCall out = caller.ring("1008");
            assertEquals(183, out.provisional(183).code());
            out.listen();
            out.heard(1).hears(Tone.of("1008"));
            assertEquals(486, out.finalResponse().code());
            callee.passes();
        }
        server.hasNoCalls();
    }

    @Test
    void a_callee_hangs_up(Server server) {
        try (Sipp callee = Sipp.waits(server, "uas_bye", "1008");
                RawPhone caller = RawPhone.of(server, "1001").registered()) {
            RawCall out = caller.call("1008").answeredOk();
            out.hasEnded();
            callee.passes();
        }
        server.hasNoCalls();
    }

    @Test
    void a_call_dies_with_a_phone_that_went_away_at_the_end_of_the_other(Server server) {
        try (RawPhone one = RawPhone.of(server, "1001").registered()) {
            RawPhone two =
                    RawPhone.of(server, "1002", o -> o.put("answer_after", 0.1)).registered();
            RawCall out = one.call("1002").answeredOk();
            two.vanish();
            out.hangUp();
            // The BYE to the one that vanished has no answer: timer F, 32 s, must not keep the
            // call.
            Eventually.holds(() -> assertEquals("down", out.state()));
        }
        try (RawPhone two = RawPhone.of(server, "1002")) {
            two.register(o -> o.put("contact", "*").put("expires", 0));
        }
    }
}
