package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.PagePhone;
import org.patchbay.itests.peers.PagePhone.Library;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.Softphone;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.ShownCall;
import org.patchbay.itests.server.SignIns;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;

/**
 * Pages of real browsers hear of each other what no telephone can carry. Each says the tone of its
 * account and one above 4 kHz.
 */
class WidebandIT {
    private static final int RATE_HZ = 48_000;
    private static final String ONE = "1004";
    private static final String OTHER = "1007";
    private static final String SIP_PAGE = "1006";

    // At 8 kHz they would be 2900 and 2100 Hz: where one is looked for in what a telephone heard,
    // its
    // image is found. Opus makes noise near tones, and takes some off one at an edge of its bands
    // (4800, 5600, 6800 Hz).
    private static final Tone HIGH_OF_ONE = new Tone(5100, Tone.USUAL_DB);
    private static final Tone HIGH_OF_OTHER = new Tone(5900, Tone.USUAL_DB);

    private static Server server;
    private static Softphone one;
    private static Softphone other;

    @BeforeAll
    static void start() {
        List<String> users = List.of(Softphone.user(ONE), Softphone.user(OTHER));
        server =
                Server.start(
                        "wideband", Server.HOST, 40, home -> SignIns.allow(home, users, "user"));
        one = Softphone.signedIn(server, ONE, voice(ONE, HIGH_OF_ONE));
        other = Softphone.signedIn(server, OTHER, voice(OTHER, HIGH_OF_OTHER));
    }

    @AfterAll
    static void stop() {
        for (Softphone page : new Softphone[] {one, other}) {
            if (page != null) {
                page.close();
            }
        }
        server.close();
    }

    @BeforeEach
    void anew() {
        one.anew();
        other.anew();
    }

    @AfterEach
    void leavesNothing() {
        server.hasNoCalls();
    }

    private static Path voice(String user, Tone high) {
        return Tone.of(user).wavWith(high, RATE_HZ);
    }

    private static void isOpusAlone() {
        String shown = ShownCall.of(server).text();
        assertTrue(shown.contains("opus") && !shown.contains("PCM"), shown);
    }

    private static void hearAllOfEachOther(Ear ones, Ear others) {
        List<Recording> heard = Ear.together(1.5, List.of(ones, others));
        heard.get(0).hears(others.tone()).hears(HIGH_OF_OTHER).doesNotHear(HIGH_OF_ONE);
        heard.get(1).hears(ones.tone()).hears(HIGH_OF_ONE).doesNotHear(HIGH_OF_OTHER);
    }

    @Test
    void two_pages_hear_it_of_each_other() {
        one.dial(OTHER);
        other.rings("Phone " + ONE);
        other.answer("Phone " + ONE);
        one.talks("Phone " + OTHER);
        other.talks("Phone " + ONE);
        hearAllOfEachOther(one, other);
        isOpusAlone();
        one.hangUp("Phone " + OTHER);
    }

    @Test
    void a_page_and_a_sip_phone_in_another_page_hear_it_of_each_other() {
        Path voice = voice(SIP_PAGE, HIGH_OF_OTHER);
        try (PagePhone page = PagePhone.registered(server, SIP_PAGE, Library.JSSIP, voice)) {
            one.dial(SIP_PAGE);
            page.rings();
            page.answer();
            page.talks();
            one.talks("Phone " + SIP_PAGE);
            hearAllOfEachOther(one, page);
            isOpusAlone();
            page.hangUp();
        }
    }

    @Test
    void a_telephone_that_a_page_calls_does_not_hear_it() {
        try (RawPhone desk = RawPhone.of(server, "1002").registered()) {
            one.dial("1002");
            RawCall in = desk.incoming().answer("PCMU");
            one.talks("Phone 1002");
            Ear.hearEachOther(one, in, 1);
            in.listen();
            in.heard(1).hears(one.tone()).doesNotHear(HIGH_OF_ONE);
            one.hangUp("Phone 1002");
            in.hasEnded();
        }
    }

    /** Through the mix: the telephone takes it from nobody else. */
    @Test
    void in_a_room_with_a_telephone_pages_go_on_hearing_it() {
        try (RawPhone desk = RawPhone.of(server, "1002").registered()) {
            one.dial("8006");
            one.talks("8006");
            other.dial("8006");
            other.talks("8006");
            hearAllOfEachOther(one, other);
            RawCall call = desk.call("8006", o -> o.putArray("codecs").add("PCMU")).answeredOk();
            List<Recording> heard = Ear.together(1.5, List.of(call, one, other));
            heard.get(1).hears(call.tone()).hears(other.tone()).hears(HIGH_OF_OTHER);
            heard.get(2).hears(call.tone()).hears(one.tone()).hears(HIGH_OF_ONE);
            heard.get(0)
                    .hears(one.tone())
                    .hears(other.tone())
                    .doesNotHear(HIGH_OF_ONE)
                    .doesNotHear(HIGH_OF_OTHER);
            call.hangUp();
            one.hangUp("8006");
            other.hangUp("8006");
        }
    }
}
