package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SignedInPage;
import org.patchbay.itests.peers.Softphone;
import org.patchbay.itests.server.RoutingScript;
import org.patchbay.itests.sound.Tone;
import org.patchbay.testkit.Eventually;

/** What our softphone speaks into, plays by and notifies with, in a real browser. */
class SoftphoneDevicesIT {
    private static final String MINE = "1004";
    private static final String ITS_NUMBER_AND_A_DESK = "5805";
    private static final String WHO = "Phone 1002";

    /** What Chromium makes up where it is told to. */
    private static final String SYSTEMS_MICROPHONE = "Fake Default Audio Input";

    private static final String OTHER_MICROPHONE = "Fake Audio Input 2";
    private static final String ONE_SPEAKER = "Fake Audio Output 1";
    private static final String OTHER_SPEAKER = "Fake Audio Output 2";
    private static final String SYSTEM = "As the system";

    /** Nobody here has it. */
    private static final Tone BY_THE_OTHER = Tone.of("1007");

    @RegisterExtension
    static final SignedInPage HOUSE = SignedInPage.of("softphone-devices", 40, MINE, "user");

    private static Softphone page;

    @BeforeAll
    static void start() {
        page = HOUSE.page();
        RoutingScript.of(
                        HOUSE.server(),
                        "if (call.dialled === '%s') return { ring: ['browser:%s', 'device:1006'] };"
                                .formatted(ITS_NUMBER_AND_A_DESK, Softphone.user(MINE)))
                .inForce();
    }

    private static void become(Supplier<List<String>> shown, String... expected) {
        Eventually.holds(() -> assertEquals(List.of(expected), shown.get()));
    }

    private static void isHeardByTheOther(RawCall in) {
        become(page::microphones, OTHER_MICROPHONE);
        Ear.together(1, List.of(in)).get(0).hears(BY_THE_OTHER).doesNotHear(page.tone());
    }

    private static void isHeardAsBefore(RawCall in) {
        become(page::microphones, SYSTEMS_MICROPHONE);
        Ear.together(1, List.of(in)).get(0).hears(page.tone()).doesNotHear(BY_THE_OTHER);
    }

    @Test
    void another_microphone_in_the_middle_of_a_call_is_heard_and_one_that_is_unplugged_replaced() {
        try (RawPhone desk = HOUSE.raw("1002")) {
            page.saysBy(OTHER_MICROPHONE, BY_THE_OTHER);
            RawCall in = HOUSE.talk(desk);
            page.select("Microphone", OTHER_MICROPHONE);
            isHeardByTheOther(in);
            page.unplug(OTHER_MICROPHONE);
            page.sees("", "The microphone “" + OTHER_MICROPHONE + "” was unplugged");
            isHeardAsBefore(in);
            page.plug(OTHER_MICROPHONE);
            isHeardByTheOther(in);
            page.select("Microphone", SYSTEM);
            isHeardAsBefore(in);
            page.press(WHO, "Mute");
            page.select("Microphone", OTHER_MICROPHONE);
            become(page::microphones, OTHER_MICROPHONE);
            Ear.together(1, List.of(in)).get(0).doesNotHear(page.tone()).doesNotHear(BY_THE_OTHER);
            page.press(WHO, "Unmute");
            isHeardByTheOther(in);
            page.hangUp(WHO);
            in.hasEnded();
            become(page::microphones);
        }
    }

    @Test
    void speaker_and_ringer_are_those_that_were_chosen_before_the_page_was_loaded_anew() {
        try (RawPhone caller = HOUSE.raw("1002");
                RawPhone desk = HOUSE.raw("1006")) {
            page.select("Speaker", ONE_SPEAKER);
            page.select("Ringer", OTHER_SPEAKER);
            page.reload();
            RawCall out = caller.ring(ITS_NUMBER_AND_A_DESK);
            page.rings(WHO);
            assertEquals(ONE_SPEAKER, page.selected("Speaker"));
            become(page::speakers, OTHER_SPEAKER);
            page.answer(WHO);
            page.talks(WHO);
            become(page::speakers, ONE_SPEAKER);
            page.select("Speaker", OTHER_SPEAKER);
            become(page::speakers, OTHER_SPEAKER);
            page.unplug(OTHER_SPEAKER);
            page.sees("", "The speaker “" + OTHER_SPEAKER + "” was unplugged");
            page.sees("", "The ringer “" + OTHER_SPEAKER + "” was unplugged");
            become(page::speakers, SYSTEM);
            assertEquals(SYSTEM, page.selected("Speaker"));
            page.plug(OTHER_SPEAKER);
            become(page::speakers, OTHER_SPEAKER);
            assertEquals(OTHER_SPEAKER, page.selected("Speaker"));
            Ear.hearEachOther(page, out, 1);
            page.hangUp(WHO);
            out.hasEnded();
            desk.incoming().request("CANCEL");
        }
    }

    @Test
    void in_the_background_it_notifies_of_who_calls_until_it_does_not_ring_any_more() {
        try (RawPhone caller = HOUSE.raw("1002");
                RawPhone desk = HOUSE.raw("1006")) {
            page.permit("microphone", "notifications");
            RawCall seen = caller.ring(ITS_NUMBER_AND_A_DESK);
            page.rings(WHO);
            assertEquals(List.of(), page.notified(), "who looks at it sees it");
            seen.cancel();
            page.isQuiet(WHO, 5);

            page.isHidden();
            RawCall elsewhere = caller.ring(ITS_NUMBER_AND_A_DESK);
            become(page::notified, "Call from " + WHO);
            desk.incoming(2).answer();
            become(page::notified);
            elsewhere.hangUp();

            RawCall here = caller.ring(ITS_NUMBER_AND_A_DESK);
            become(page::notified, "Call from " + WHO);
            assertEquals(1, page.followsNotification());
            assertEquals(List.of(), page.notified());
            page.answer(WHO);
            page.talks(WHO);
            page.hangUp(WHO);
            here.hasEnded();
        }
    }

    @Test
    void without_leave_it_notifies_of_nothing() {
        try (RawPhone caller = HOUSE.raw("1002");
                RawPhone desk = HOUSE.raw("1006")) {
            page.isHidden();
            page.sees("", "Blocked by the browser");
            RawCall out = caller.ring(ITS_NUMBER_AND_A_DESK);
            page.rings(WHO);
            desk.incoming();
            assertEquals(List.of(), page.notified());
            out.cancel();
            page.isQuiet(WHO, 5);
        }
    }
}
