package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SignedInPage;
import org.patchbay.itests.peers.Softphone;
import org.patchbay.itests.server.RoutingScript;
import org.patchbay.itests.sound.Recording;

/** Our softphone in a real browser where more than two talk: it goes away, and they go on. */
class SoftphoneManyIT {
    private static final String MINE = "1004";
    private static final String ITS_NUMBER = "5804";
    private static final String ROOM = "8001";
    private static final String WHO = "Phone 1002";

    @RegisterExtension
    static final SignedInPage HOUSE = SignedInPage.of("softphone-many", 80, MINE, "user");

    private static Softphone page;

    @BeforeAll
    static void start() {
        page = HOUSE.page();
        String mine = "browser:" + Softphone.user(MINE);
        RoutingScript.ring(HOUSE.server(), ITS_NUMBER, mine, 30).inForce();
    }

    private static void goOnWithoutThePage(RawCall one, RawCall other) {
        Ear.hearEachOther(one, other, 1);
        List<RawCall> stay = List.of(one, other);
        Ear.together(1, stay).forEach(heard -> heard.doesNotHear(page.tone()));
    }

    private static void holds(String who) {
        page.press(who, "Hold");
        page.sees(who, "On hold");
    }

    @Test
    void it_adds_a_third_goes_away_from_both_and_comes_back() {
        try (RawPhone stays = HOUSE.raw("1002");
                RawPhone third = HOUSE.raw("1006")) {
            page.dial(stays.user());
            RawCall in = stays.incoming().answer();
            page.talks(WHO);
            page.press(WHO, "Add");
            page.type("1006");
            page.press("Add to the call");
            RawCall joined = third.incoming().answer();
            List<Ear> all = List.of(page, in, joined);
            Ear.allHearAllOthers(1, all);
            holds(WHO);
            goOnWithoutThePage(in, joined);
            page.listen();
            page.heard(1).isSilent();
            page.resume(WHO);
            page.talks(WHO);
            Ear.allHearAllOthers(1, all);
            page.hangUp(WHO);
            Ear.hearEachOther(in, joined, 1);
            in.hangUp();
            joined.hasEnded();
        }
    }

    @Test
    void in_a_room_it_hears_and_is_heard_unless_it_is_muted_or_holds() {
        try (RawPhone one = HOUSE.raw("1002");
                RawPhone two = HOUSE.raw("1006")) {
            RawCall a = one.call(ROOM).answeredOk();
            RawCall b = two.call(ROOM).answeredOk();
            page.dial(ROOM);
            page.talks(ROOM);
            List<Ear> all = List.of(page, a, b);
            Ear.allHearAllOthers(1, all);
            page.press(ROOM, "Mute");
            goOnWithoutThePage(a, b);
            Ear.together(1, List.of(page)).get(0).hears(a.tone()).hears(b.tone());
            page.press(ROOM, "Unmute");
            Ear.allHearAllOthers(1, all);
            holds(ROOM);
            goOnWithoutThePage(a, b);
            page.listen();
            page.heard(1).isSilent();
            page.resume(ROOM);
            page.talks(ROOM);
            Ear.allHearAllOthers(1, all);
            page.hangUp(ROOM);
            goOnWithoutThePage(a, b);
            a.hangUp();
            b.hangUp();
        }
    }

    @Test
    void a_second_call_that_it_answers_in_a_room_is_not_heard_there_nor_hears_it() {
        try (RawPhone one = HOUSE.raw("1002");
                RawPhone two = HOUSE.raw("1006");
                RawPhone second = HOUSE.raw("1003")) {
            RawCall a = one.call(ROOM).answeredOk();
            RawCall b = two.call(ROOM).answeredOk();
            page.dial(ROOM);
            page.talks(ROOM);
            Ear.allHearAllOthers(1, List.of(page, a, b));
            RawCall out = second.ring(ITS_NUMBER);
            page.rings("Phone 1003");
            page.answer("Phone 1003");
            page.talks("Phone 1003");
            page.sees(ROOM, "On hold");
            assertEquals(200, out.finalResponse().code());
            List<Recording> heard = Ear.together(1.5, List.of(page, out, a, b));
            heard.get(0).hears(out.tone()).doesNotHear(a.tone()).doesNotHear(b.tone());
            heard.get(1).hears(page.tone()).doesNotHear(a.tone()).doesNotHear(b.tone());
            heard.get(2).hears(b.tone()).doesNotHear(page.tone()).doesNotHear(out.tone());
            heard.get(3).hears(a.tone()).doesNotHear(page.tone()).doesNotHear(out.tone());
            page.resume(ROOM);
            page.sees("Phone 1003", "On hold");
            Ear.allHearAllOthers(1, List.of(page, a, b));
            Ear.together(1, List.of(out)).get(0).doesNotHear(page.tone()).doesNotHear(a.tone());
            page.hangUp("Phone 1003");
            out.hasEnded();
            page.hangUp(ROOM);
            a.hangUp();
            b.hangUp();
        }
    }
}
