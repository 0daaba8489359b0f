package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SignedInPage;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.peers.Softphone;
import org.patchbay.itests.server.Rest;
import org.patchbay.itests.server.RoutingScript;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SignIns;
import org.patchbay.itests.sound.Recording;
import org.patchbay.testkit.Eventually;

/**
 * Our softphone in a real browser and phones on desks. Nobody is here whose tone the music comes
 * near to.
 */
class SoftphoneIT {
    private static final String MINE = "1004";
    private static final String ITS_NUMBER = "5804";
    private static final String ITS_NUMBER_AND_A_DESK = "5805";

    private static final String LOCK =
            """
            export const number = '5562';
            export async function run(call) {
              await call.answer();
              if (await call.collect({ max: 2, timeoutS: 20 }) === '12') await call.echo(60);
            }
            """;

    /** For who looks at it. */
    private static final double AT_ONCE_SECONDS = 1;

    /** From the last word of the page before to the first of the one that was loaded. */
    private static final int RELOADED_WITHIN_MS = 3000;

    @RegisterExtension
    static final SignedInPage HOUSE = SignedInPage.of("softphone", 80, MINE, "user");

    private static Server server;
    private static Softphone page;

    @BeforeAll
    static void start() {
        server = HOUSE.server();
        page = HOUSE.page();
        int mark = server.logMark();
        server.save(server.scripts().resolve("apps/lock.mjs"), LOCK);
        server.logs(mark, "Script apps/lock.mjs@1 is in force");
        String rings = "if (call.dialled === '%s') return { ring: [%s], timeoutS: 30 };%n";
        String pages = "'browser:" + Softphone.user(MINE) + "'";
        RoutingScript.of(
                        server,
                        rings.formatted(ITS_NUMBER, pages)
                                + rings.formatted(ITS_NUMBER_AND_A_DESK, pages + ", 'device:1006'"))
                .inForce();
    }

    private static BaresipPhone desk(String user) {
        return BaresipPhone.registered(server, Settings.of(user));
    }

    private static void talk(BaresipPhone desk, String user) {
        page.dial(user);
        desk.rings();
        desk.answer();
        desk.talks();
        page.talks("Phone " + user);
        Ear.hearEachOther(page, desk, 1);
    }

    private static void hearsMusic(RawCall waits) {
        Ear.together(1.5, List.of(waits))
                .get(0)
                .sounds(-32, -12)
                .doesNotHear(page.tone())
                .doesNotHear(waits.tone());
    }

    @Test
    void it_calls_a_desk_phone_which_hangs_up() {
        try (BaresipPhone desk = desk("1002")) {
            page.dial("1002");
            desk.rings();
            page.sees("Phone 1002", "Ringing");
            desk.answer();
            desk.talks();
            page.talks("Phone 1002");
            Ear.hearEachOther(page, desk, 1.5);
            desk.hangUp();
            page.sees("Phone 1002", "Call ended");
            desk.isOver();
        }
    }

    @Test
    void a_desk_phone_calls_it_and_it_hangs_up() {
        try (BaresipPhone desk = desk("1002")) {
            desk.dial(ITS_NUMBER);
            page.rings("Phone 1002");
            page.key("Enter");
            page.talks("Phone 1002");
            desk.talks();
            Ear.hearEachOther(page, desk, 1.5);
            page.key("e");
            desk.isOver();
            page.sees("Phone 1002", "Call ended");
        }
    }

    /** It answers first: nobody is rung for a phone that nobody picks up. */
    @Test
    void a_call_that_a_program_asks_for_rings_it_and_then_the_desk() throws Exception {
        String user = Softphone.user(MINE);
        try (RawPhone desk = HOUSE.raw("1002")) {
            Rest rest = Rest.of(server, user, SignIns.password(user));
            rest.post("/calls", 201, Map.of("from", "browser:" + user, "to", "1002"));
            page.seesIncoming("Phone 1002", "Your call is ready");
            assertEquals(List.of(), desk.inbox("INVITE"));
            page.press("Incoming call: Phone 1002", "Connect");
            RawCall in = desk.incoming();
            assertTrue(in.first().header("From").orElse("").contains("sip:" + MINE + "@"));
            in.answer();
            page.talks("Phone 1002");
            Ear.hearEachOther(page, in, 1);
            page.hangUp("Phone 1002");
            in.hasEnded();
        }
    }

    @Test
    void keys_arrive_both_ways_once_each() {
        try (RawPhone desk = HOUSE.raw("1002")) {
            RawCall in = HOUSE.talk(desk);
            page.type("1");
            page.press("Phone 1002", "Keys");
            page.press("Phone 1002", "2");
            page.type("20");
            page.press("Phone 1002", "#");
            page.sees("Phone 1002", "1220#");
            Eventually.holds(() -> assertEquals("1220#", in.digitsHeard()));
            page.listen();
            in.press("7");
            hearsSeven(page.heard(1.5));
            Ear.hearEachOther(page, in, 1);
            assertEquals("1220#", in.digitsHeard(), "once each");
            page.hangUp("Phone 1002");
            in.hasEnded();
        }
    }

    /** A browser plays an event of 7 less loud than tones come in the audio. */
    private static void hearsSeven(Recording heard) {
        for (double hz : new double[] {852, 1209}) {
            assertTrue(heard.peakDb(hz) > -24, () -> hz + " Hz at " + heard.peakDb(hz));
        }
        assertTrue(heard.peakDb(697) < -38, () -> "another row " + heard.peakDb(697));
    }

    @Test
    void an_app_hears_its_keys() {
        page.dial("5562");
        page.talks("5562");
        page.listen();
        page.heard(1).isSilent();
        page.type("12");
        Ear.together(1.5, List.of(page)).get(0).hears(page.tone());
        page.hangUp("5562");
    }

    @Test
    void it_holds_and_resumes_while_the_other_hears_music() {
        try (RawPhone desk = HOUSE.raw("1002")) {
            RawCall in = HOUSE.talk(desk);
            page.press("Phone 1002", "Hold");
            page.sees("Phone 1002", "On hold");
            hearsMusic(in);
            page.listen();
            page.heard(1).isSilent();
            page.resume("Phone 1002");
            Ear.hearEachOther(page, in, 1);
            page.key("h");
            page.sees("Phone 1002", "On hold");
            hearsMusic(in);
            page.key("h");
            page.isResumed("Phone 1002");
            Ear.hearEachOther(page, in, 1);
            page.hangUp("Phone 1002");
            in.hasEnded();
        }
    }

    private static void givesToAThird(BaresipPhone stays, BaresipPhone third) {
        talk(stays, "1002");
        page.press("Phone 1002", "Transfer");
        page.type("1006");
        page.press("Transfer now");
        third.rings();
    }

    @Test
    void it_gives_the_other_to_a_third() {
        try (BaresipPhone stays = desk("1002");
                BaresipPhone third = desk("1006")) {
            givesToAThird(stays, third);
            page.sees("Phone 1002", "Transferring");
            third.answer();
            third.talks();
            page.sees("Phone 1002", "Call ended");
            Ear.hearEachOther(stays, third, 1.5);
            stays.hangUp();
            third.isOver();
        }
    }

    @Test
    void it_talks_again_where_the_third_does_not_want() {
        try (BaresipPhone stays = desk("1002");
                BaresipPhone third = desk("1006")) {
            givesToAThird(stays, third);
            third.hangUp();
            page.sees("", "The transfer did not work");
            Ear.hearEachOther(page, stays, 1);
            page.hangUp("Phone 1002");
            stays.isOver();
        }
    }

    @Test
    void it_asks_a_third_first_and_connects_the_two() {
        try (RawPhone stays = HOUSE.raw("1002");
                BaresipPhone third = desk("1006")) {
            RawCall in = HOUSE.talk(stays);
            page.press("Phone 1002", "Transfer");
            page.type("1006");
            page.press("Ask first");
            third.rings();
            page.sees("Phone 1002", "On hold");
            third.answer();
            third.talks();
            page.talks("Phone 1006");
            Ear.hearEachOther(page, third, 1);
            hearsMusic(in);
            page.press("Phone 1006", "Transfer");
            page.press("Phone 1002");
            page.sees("Phone 1002", "Call ended");
            page.sees("Phone 1006", "Call ended");
            Ear.hearEachOther(in, third, 1.5);
            in.hangUp();
            third.isOver();
        }
    }

    @Test
    void where_a_desk_answers_first_it_stops_ringing_and_says_why() {
        try (RawPhone caller = HOUSE.raw("1002");
                RawPhone desk = HOUSE.raw("1006")) {
            RawCall out = caller.ring(ITS_NUMBER_AND_A_DESK);
            RawCall in = desk.incoming();
            page.rings("Phone 1002");
            in.answer();
            page.isQuiet("Phone 1002", AT_ONCE_SECONDS);
            page.sees("Phone 1002", "Answered elsewhere");
            assertEquals(200, out.finalResponse().code());
            Ear.hearEachOther(out, in, 1);
            page.listen();
            page.heard(0.5).isSilent();
            in.hangUp();
            out.hasEnded();
        }
    }

    @Test
    void where_it_answers_first_the_desk_is_told_why() {
        try (RawPhone caller = HOUSE.raw("1002");
                RawPhone desk = HOUSE.raw("1006")) {
            RawCall out = caller.ring(ITS_NUMBER_AND_A_DESK);
            RawCall in = desk.incoming();
            page.rings("Phone 1002");
            page.answer("Phone 1002");
            SipMessage cancel = in.request("CANCEL");
            assertTrue(isAnsweredElsewhere(cancel), cancel::toString);
            assertEquals("cancelled", in.state());
            assertEquals(200, out.finalResponse().code());
            page.talks("Phone 1002");
            Ear.hearEachOther(page, out, 1);
            out.hangUp();
            page.sees("Phone 1002", "Call ended");
        }
    }

    @Test
    void a_caller_who_gives_up_ends_both() {
        try (RawPhone caller = HOUSE.raw("1002");
                RawPhone desk = HOUSE.raw("1006")) {
            RawCall out = caller.ring(ITS_NUMBER_AND_A_DESK);
            RawCall in = desk.incoming();
            page.rings("Phone 1002");
            assertEquals(180, out.provisional(180).code());
            out.cancel();
            page.isQuiet("Phone 1002", AT_ONCE_SECONDS);
            page.sees("Phone 1002", "Cancelled");
            assertEquals(487, out.finalResponse().code());
            SipMessage cancel = in.request("CANCEL");
            assertTrue(!isAnsweredElsewhere(cancel), cancel::toString);
        }
    }

    private static boolean isAnsweredElsewhere(SipMessage cancel) {
        return cancel.headers("reason").stream()
                .anyMatch(r -> r.replace(" ", "").startsWith("SIP;cause=200"));
    }

    @Test
    void it_declines() {
        try (RawPhone caller = HOUSE.raw("1002")) {
            RawCall out = caller.ring(ITS_NUMBER);
            page.rings("Phone 1002");
            page.decline("Phone 1002");
            assertEquals(603, out.finalResponse().code());
            page.isQuiet("Phone 1002", AT_ONCE_SECONDS);
        }
    }

    @Test
    void a_second_call_waits_and_is_answered_while_the_first_is_held() {
        try (RawPhone first = HOUSE.raw("1002");
                BaresipPhone second = desk("1006")) {
            RawCall in = HOUSE.talk(first);
            second.dial(ITS_NUMBER);
            page.rings("Phone 1006");
            page.seesIncoming("Phone 1006", "Answering holds the call that is up");
            Ear.together(1, List.of(in)).get(0).hears(page.tone());
            page.answer("Phone 1006");
            second.talks();
            page.talks("Phone 1006");
            page.sees("Phone 1002", "On hold");
            Ear.hearEachOther(page, second, 1);
            hearsMusic(in);
            page.hangUp("Phone 1006");
            second.isOver();
            page.resume("Phone 1002");
            Ear.hearEachOther(page, in, 1);
            page.hangUp("Phone 1002");
            in.hasEnded();
        }
    }

    @Test
    void loaded_anew_while_it_rings_it_rings_again() {
        try (BaresipPhone desk = desk("1002")) {
            desk.dial(ITS_NUMBER);
            page.rings("Phone 1002");
            page.reload();
            page.rings("Phone 1002");
            page.answer("Phone 1002");
            page.talks("Phone 1002");
            desk.talks();
            Ear.hearEachOther(page, desk, 1.5);
            page.hangUp("Phone 1002");
            desk.isOver();
        }
    }

    @Test
    void loaded_anew_it_has_its_call_back() {
        try (RawPhone desk = HOUSE.raw("1002")) {
            RawCall in = HOUSE.talk(desk);
            in.listen();
            page.reload();
            page.talks("Phone 1002");
            Recording heard = in.heard(RELOADED_WITHIN_MS / 1000.0 + 3);
            heard.hasNoGap(page.tone(), RELOADED_WITHIN_MS);
            heard.part(heard.seconds() - 1, 1).hears(page.tone());
            Ear.hearEachOther(page, in, 1.5);
            page.hangUp("Phone 1002");
            in.hasEnded();
        }
    }
}
