package org.patchbay.itests;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.sound.Recording;

/** Two real phones call each other, both ways. */
@ExtendWith(SharedServer.class)
class TwoPhonesIT {
    private static final double LONGEST_GAP_MS = 40;

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void each_hears_the_other_without_a_gap_and_not_itself(String transport, Server server) {
        try (BaresipPhone one =
                        BaresipPhone.registered(server, Settings.of("1001").over(transport));
                BaresipPhone two =
                        BaresipPhone.registered(server, Settings.of("1002").over(transport))) {
            talk(one, "1002", two);
            one.hangUp();
            two.isOver();
            one.isOver();

            talk(two, "1001", one);
            one.hangUp();
            two.isOver();
            one.isOver();
        }
        server.hasNoCalls();
    }

    private static void talk(BaresipPhone caller, String number, BaresipPhone callee) {
        caller.dial(number);
        callee.rings();
        callee.answer();
        callee.talks();
        caller.talks();
        Ear.hearEachOther(caller, callee, 1);
        List<Recording> heard = Ear.together(3, List.of(caller, callee));
        heard.get(0).hears(callee.tone()).hasNoGap(callee.tone(), LONGEST_GAP_MS);
        heard.get(1).hears(caller.tone()).hasNoGap(caller.tone(), LONGEST_GAP_MS);
    }
}
