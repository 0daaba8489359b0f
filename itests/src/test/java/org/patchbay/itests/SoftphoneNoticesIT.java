package org.patchbay.itests;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SignedInPage;
import org.patchbay.itests.peers.Softphone;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.ShownCall;

/** What our softphone is told of what does not come about, and of what ends without its doing. */
class SoftphoneNoticesIT {
    private static final String MINE = "1004";

    @RegisterExtension
    static final SignedInPage HOUSE = SignedInPage.of("softphone-notices", 80, MINE, "user");

    private static Server server;
    private static Softphone page;

    @BeforeAll
    static void start() {
        server = HOUSE.server();
        page = HOUSE.page();
    }

    private static void adds(String third) {
        page.press("Phone 1002", "Add");
        page.type(third);
        page.press("Add to the call");
    }

    @Test
    void it_is_told_why_a_third_does_not_come_and_talks_on() {
        try (RawPhone stays = HOUSE.raw("1002");
                RawPhone third = HOUSE.raw("1006")) {
            RawCall in = HOUSE.talk(stays);
            adds("1006");
            RawCall busy = third.incoming();
            page.sees("Phone 1002", "Adding Phone 1006");
            busy.reject(486);
            page.sees("", "Phone 1006 is busy. Your call goes on.");
            adds("1003");
            page.sees("", "Phone 1003 cannot be reached now. Your call goes on.");
            adds("4711");
            page.sees("", "Nobody has the number 4711. Your call goes on.");
            Ear.hearEachOther(page, in, 1);
            adds("1006");
            RawCall joined = third.incoming(2).answer();
            Ear.hearEachOther(page, joined, 1);
            adds("1003");
            page.sees("", "Nobody could be added. Three talk already.");
            page.hangUp("Phone 1002");
            in.hangUp();
            joined.hasEnded();
        }
    }

    /** Two desks talk, and the page hears them; one of them asks a third and connects the two. */
    @Test
    void who_listens_in_is_told_that_the_call_went_on_elsewhere() {
        try (RawPhone stays = HOUSE.raw("1002");
                RawPhone gives = HOUSE.raw("1006");
                RawPhone third = HOUSE.raw("1003")) {
            RawCall out = stays.ring("1006");
            RawCall heard = gives.incoming().answer();
            out.finalResponse();
            ShownCall shown = ShownCall.of(server);
            server.console("pbx:listen " + shown.id() + " browser:" + Softphone.user(MINE));
            page.press("Incoming call: Listening in", "Connect");
            page.sees("Listening in", "Heard");
            Ear.together(1.5, List.of(page)).get(0).hears(out.tone()).hears(heard.tone());
            RawCall asks = gives.ring("1003");
            RawCall in = third.incoming().answer();
            asks.finalResponse();
            String to = "leg:" + ShownCall.newest(server).leg("1006");
            server.console("pbx:transfer " + shown.id() + " " + shown.leg("1006") + " " + to);
            page.sees("", "Listening ended. The call went on elsewhere.");
            page.sees("Listening in", "Listening ended");
            Ear.hearEachOther(out, in, 1);
            page.listen();
            page.heard(0.5).isSilent();
            heard.hasEnded();
            asks.hasEnded();
            out.hangUp();
            in.hasEnded();
        }
    }
}
