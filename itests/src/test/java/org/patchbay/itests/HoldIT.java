package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.server.ShownCall;
import org.patchbay.itests.sound.Recording;
import org.patchbay.testkit.Eventually;

/**
 * Who waits hears music, whoever made it wait, and the other again when it is over. The phones are
 * those whose tones the music does not come near to.
 */
@ExtendWith(SharedServer.class)
class HoldIT {
    /** Until a re-INVITE is through and what was on its way has come. */
    private static final double CHANGED_AFTER_SECONDS = 0.4;

    /** A change may cost a frame, and a phone is late now and then. */
    private static final int LONGEST_GAP_MS = 80;

    private static Recording heardOnHold(Ear ear, double seconds) {
        ear.listen();
        ear.heard(CHANGED_AFTER_SECONDS);
        ear.listen();
        return ear.heard(seconds);
    }

    private static void hearsMusic(Ear waits, Ear holds) {
        heardOnHold(waits, 2).sounds(-32, -12).doesNotHear(holds.tone()).doesNotHear(waits.tone());
    }

    @Test
    void a_real_phone_holds_and_resumes_while_the_other_hears_music(Server server) {
        try (BaresipPhone one = BaresipPhone.registered(server, Settings.of("1002").answering());
                RawPhone two = RawPhone.of(server, "1004").registered()) {
            RawCall call = two.call("1002").answeredOk();
            one.talks();
            Ear.hearEachOther(one, call, 1);
            ShownCall shown = ShownCall.of(server);
            for (int round = 0; round < 2; round++) {
                one.hold();
                Eventually.holds(() -> assertTrue(shown.text().contains("holds"), shown.text()));
                hearsMusic(call, one);
                call.listen();
                one.resume();
                RawCall.Packets packets = call.packets(1.5);
                assertTrue(
                        packets.longestGapMs() <= LONGEST_GAP_MS + packets.stolenMs(),
                        packets::toString);
                assertEquals(1, packets.payloadTypes().size(), packets::toString);
                Ear.together(1, List.of(call)).get(0).hears(one.tone()).doesNotHear(call.tone());
            }
            call.hangUp();
            one.isOver();
        }
        server.hasNoCalls();
    }

    /** It offers all it can in an order of its own, as phones do. */
    @Test
    void held_twice_and_another_way_and_the_answers_fit(Server server) {
        try (BaresipPhone one = BaresipPhone.registered(server, Settings.of("1002").answering());
                RawPhone two = RawPhone.of(server, "1004").registered()) {
            RawCall call = two.call("1002").answeredOk();
            one.talks();
            Ear.hearEachOther(one, call, 1);
            String formats = formats(call.first());
            for (String direction : List.of("sendonly", "sendonly", "inactive")) {
                SipMessage answer = call.reInvite(direction, List.of("PCMA", "PCMU"));
                assertEquals(200, answer.code());
                String fitting = direction.equals("sendonly") ? "a=recvonly" : "a=inactive";
                assertTrue(answer.body().contains(fitting), answer::body);
                assertEquals(formats, formats(answer));
                heardOnHold(call, 1).isSilent();
            }
            hearsMusic(one, call);
            SipMessage answer = call.reInvite("sendrecv", List.of("PCMA", "PCMU"));
            assertTrue(answer.body().contains("a=sendrecv"), answer::body);
            assertEquals(formats, formats(answer));
            Ear.hearEachOther(one, call, 1);
            call.hangUp();
            one.isOver();
        }
        server.hasNoCalls();
    }

    /** The codecs and payload types of the audio line, without its port. */
    private static String formats(SipMessage message) {
        String line =
                message.body()
                        .lines()
                        .filter(l -> l.startsWith("m=audio "))
                        .findFirst()
                        .orElseThrow();
        return line.substring(line.indexOf("RTP/"));
    }

    @Test
    void both_hold_and_come_back_one_after_the_other(Server server) {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = RawPhone.of(server, "1004").registered()) {
            RawCall out = one.ring("1004");
            RawCall in = two.incoming().answer();
            out.finalResponse();
            Ear.hearEachOther(out, in, 1);
            assertEquals(200, out.reInvite("sendonly").code());
            assertEquals(200, in.reInvite("sendonly").code());
            heardOnHold(out, 1).isSilent();
            heardOnHold(in, 1).isSilent();
            assertEquals(200, out.reInvite("sendrecv").code());
            hearsMusic(out, in);
            assertEquals(200, in.reInvite("sendrecv").code());
            Ear.hearEachOther(out, in, 1);
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_phone_is_put_on_hold_from_the_console(Server server) {
        try (BaresipPhone one = BaresipPhone.registered(server, Settings.of("1002").answering());
                RawPhone two = RawPhone.of(server, "1004").registered()) {
            RawCall call = two.call("1002").answeredOk();
            one.talks();
            Ear.hearEachOther(one, call, 1);
            ShownCall shown = ShownCall.of(server);
            String leg = shown.leg("1004");
            String formats = formats(call.first());
            String said = server.console("pbx:hold " + shown.id() + " " + leg);
            assertTrue(said.contains("Holds: leg " + leg), said);
            SipMessage told = call.request("INVITE");
            assertTrue(told.body().contains("a=sendonly"), told::body);
            assertEquals(formats, formats(told));
            Eventually.holds(() -> assertTrue(shown.text().contains("on hold"), shown.text()));
            hearsMusic(call, one);
            heardOnHold(one, 1).isSilent();
            said = server.console("pbx:hold " + shown.id() + " " + leg);
            assertTrue(said.contains("on hold already"), said);

            said = server.console("pbx:resume " + shown.id() + " " + leg);
            assertTrue(said.contains("Resumes: leg " + leg), said);
            SipMessage again = call.requests("INVITE", 2).get(1);
            assertTrue(again.body().contains("a=sendrecv"), again::body);
            assertEquals("RTP/AVP 0 101", formats(again), "what it had answered");
            Ear.hearEachOther(one, call, 1);
            call.hangUp();
            one.isOver();
        }
        server.hasNoCalls();
    }

    @Test
    void in_a_room_nobody_hears_who_holds_nor_any_music(Server server) {
        try (BaresipPhone one = BaresipPhone.registered(server, Settings.of("1002"));
                RawPhone two = RawPhone.of(server, "1004").registered();
                RawPhone three = RawPhone.of(server, "1006").registered()) {
            one.dial("8004");
            one.talks();
            RawCall a = two.call("8004").answeredOk();
            RawCall b = three.call("8004").answeredOk();
            Ear.hearEachOther(a, b, 1);
            one.hold();
            heardOnHold(a, 1.5).hears(b.tone()).doesNotHear(one.tone());
            a.hangUp();
            heardOnHold(b, 1).isSilent();
            one.resume();
            heardOnHold(b, 1).hears(one.tone());
            b.hangUp();
            one.hangUp();
        }
        server.hasNoCalls();
    }
}
