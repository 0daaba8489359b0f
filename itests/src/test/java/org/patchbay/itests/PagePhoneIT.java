package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.PagePhone;
import org.patchbay.itests.peers.PagePhone.Library;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.server.RoutingScript;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.ShownCall;
import org.patchbay.itests.sound.Recording;
import org.patchbay.testkit.Eventually;

/** SIP phones in pages of a real browser are phones as any other. */
class PagePhoneIT {
    private static final String LOCK_NUMBER = "5562";
    private static final String LOCK =
            """
            export const number = '%s';
            export async function run(call) {
              await call.answer();
              if (await call.collect({ max: 2, timeoutS: 20 }) === '12') await call.echo(60);
            }
            """
                    .formatted(LOCK_NUMBER);

    private static final String PAGE_AND_DESK = "5806";

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start("pages", 60);
        int mark = server.logMark();
        server.save(server.scripts().resolve("apps/lock.mjs"), LOCK);
        server.logs(mark, "Script apps/lock.mjs@1 is in force");
        RoutingScript.of(
                        server,
                        "if (call.dialled === '%s') return { ring: ['device:1004', 'device:1006'] };"
                                .formatted(PAGE_AND_DESK))
                .inForce();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static PagePhone page(Library library) {
        return PagePhone.registered(server, "1004", library);
    }

    private static RawPhone raw(String user) {
        return RawPhone.of(server, user, o -> o.put("answer_after", 0.2)).registered();
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void it_calls_and_is_called(Library library) {
        try (PagePhone page = page(library);
                BaresipPhone desk =
                        BaresipPhone.registered(server, BaresipPhone.Settings.of("1002"))) {
            page.dial("1002");
            desk.rings();
            desk.answer();
            page.talks();
            desk.talks();
            Ear.hearEachOther(page, desk, 1.5);
            assertTrue(ShownCall.of(server).text().contains("AES_CM_128"), "it is protected");
            desk.hangUp();
            page.isOver();
            desk.isOver();

            desk.dial("1004");
            page.rings();
            page.answer();
            page.talks();
            desk.talks();
            Ear.hearEachOther(page, desk, 1.5);
            page.hangUp();
            desk.isOver();
        }
        server.hasNoCalls();
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void it_holds_and_resumes_while_the_other_hears_music(Library library) {
        try (PagePhone page = page(library);
                RawPhone desk = raw("1002")) {
            page.dial("1002");
            RawCall in = desk.incoming();
            page.talks();
            Ear.hearEachOther(page, in, 1);
            page.hold();
            Recording music = Ear.together(1.5, List.of(in)).get(0);
            music.sounds(-32, -12).doesNotHear(page.tone()).doesNotHear(in.tone());
            page.resume();
            Ear.hearEachOther(page, in, 1);
            in.hangUp();
            page.isOver();
        }
        server.hasNoCalls();
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void its_keys_arrive_once_each(Library library) {
        try (PagePhone page = page(library);
                RawPhone desk = raw("1002")) {
            page.dial("1002");
            RawCall in = desk.incoming();
            page.talks();
            Ear.hearEachOther(page, in, 1);
            page.keys("1220#");
            Eventually.holds(() -> assertEquals("1220#", in.digitsHeard()));
            Ear.hearEachOther(page, in, 1);
            assertEquals("1220#", in.digitsHeard(), "once each");
            page.keysByInfo("47");
            Eventually.holds(() -> assertEquals("1220#47", in.digitsHeard()));
            Ear.hearEachOther(page, in, 1);
            assertEquals("1220#47", in.digitsHeard(), "once each");
            page.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void an_app_hears_its_keys_in_either_form(Library library) {
        try (PagePhone page = page(library)) {
            page.dial(LOCK_NUMBER);
            page.talks();
            page.listen();
            page.heard(1).isSilent();
            page.keys("1");
            page.keysByInfo("2");
            Ear.together(1, List.of(page)).get(0).hears(page.tone());
            page.hangUp();
        }
        server.hasNoCalls();
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void where_a_desk_answers_first_it_stops_ringing_and_is_told_why(Library library) {
        try (PagePhone page = page(library);
                RawPhone caller = RawPhone.of(server, "1002").registered();
                RawPhone desk = RawPhone.of(server, "1006").registered()) {
            RawCall out = caller.ring(PAGE_AND_DESK);
            page.rings();
            RawCall in = desk.incoming().answer();
            isElsewhere(page.isCancelled());
            assertEquals(200, out.finalResponse().code());
            Ear.hearEachOther(out, in, 1);
            in.hangUp();
            out.hasEnded();
        }
        server.hasNoCalls();
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void where_it_answers_first_the_desk_is_told_why(Library library) {
        try (PagePhone page = page(library);
                RawPhone caller = RawPhone.of(server, "1002").registered();
                RawPhone desk = RawPhone.of(server, "1006").registered()) {
            RawCall out = caller.ring(PAGE_AND_DESK);
            RawCall in = desk.incoming();
            page.rings();
            page.answer();
            SipMessage cancel = in.request("CANCEL");
            isElsewhere(cancel.header("Reason").orElse("none"));
            assertEquals("cancelled", in.state());
            assertEquals(200, out.finalResponse().code());
            page.talks();
            Ear.hearEachOther(page, out, 1);
            page.hangUp();
            out.hasEnded();
        }
        server.hasNoCalls();
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void where_the_caller_gives_up_nobody_has_answered_elsewhere(Library library) {
        try (PagePhone page = page(library);
                RawPhone caller = RawPhone.of(server, "1002").registered();
                RawPhone desk = RawPhone.of(server, "1006").registered()) {
            RawCall out = caller.ring(PAGE_AND_DESK);
            page.rings();
            desk.incoming();
            out.cancel();
            String reason = page.isCancelled();
            assertFalse(reason.contains("cause=200"), reason);
            assertEquals(487, out.finalResponse().code());
        }
        server.hasNoCalls();
    }

    private static void isElsewhere(String reason) {
        String wanted = "SIP;cause=200;text=\"Callcompletedelsewhere\"";
        assertEquals(wanted, reason.replace(" ", ""));
    }

    @ParameterizedTest
    @EnumSource(Library.class)
    void it_gives_the_other_to_a_third(Library library) {
        try (PagePhone page = page(library);
                RawPhone stays = raw("1002");
                RawPhone third = raw("1006")) {
            page.dial("1002");
            RawCall first = stays.incoming();
            page.talks();
            Ear.hearEachOther(page, first, 1);
            page.transfer("1006");
            RawCall second = third.incoming();
            page.isOver();
            Ear.hearEachOther(first, second, 1.5);
            first.hangUp();
            second.hasEnded();
        }
        server.hasNoCalls();
    }
}
