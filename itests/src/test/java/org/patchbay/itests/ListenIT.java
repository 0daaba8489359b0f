package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.server.ShownCall;
import org.patchbay.itests.sound.Recording;

/**
 * Somebody listens in to two telephones: they hear the tone that tells them so, at once and again,
 * or none where the house has none, and nothing of who listens. Nobody is here whose tone, or its
 * harmonics, come near to it.
 */
@ExtendWith(SharedServer.class)
class ListenIT {
    private static final double NOTICE_HZ = 1400;

    /** Of 200 ms a window of 200 ms sees nearly all. */
    private static final double AT_LEAST_DB = -28;

    private static final double AT_MOST_DB = -22;
    private static final int USUAL_S = 30;
    private static final int OFTEN_S = 2;

    private Server server;

    @AfterEach
    void asItWas() {
        noticeEvery(server, USUAL_S);
    }

    private static void noticeEvery(Server server, int seconds) {
        server.console("config:property-set -p org.patchbay.hub listen-notice-s " + seconds);
    }

    private void listensIn(Server house, int everySeconds, TwoEars heard) throws Exception {
        server = house;
        noticeEvery(server, everySeconds);
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = RawPhone.of(server, "1005").registered();
                RawPhone ear = RawPhone.of(server, "1003").registered()) {
            RawCall out = one.ring("1005");
            RawCall in = two.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            Ear.hearEachOther(out, in, 1);
            String call = ShownCall.of(server).id();
            out.listen();
            in.listen();
            server.console("pbx:listen " + call + " device:1003");
            RawCall listens = ear.incoming().answer();
            heard.by(out, in, listens);
            Ear.together(1, List.of(listens))
                    .get(0)
                    .hears(one.tone())
                    .hears(two.tone())
                    .doesNotHear(ear.tone());
            listens.hangUp();
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    /** What those who talk have heard since somebody began to listen. */
    private interface TwoEars {
        void by(RawCall out, RawCall in, RawCall listens);
    }

    private static double loudest(Recording heard) {
        return heard.peakDb(NOTICE_HZ);
    }

    private static void isTold(RawCall call, RawCall other, double seconds) {
        Recording heard = call.heard(seconds);
        double noticeDb = loudest(heard);
        assertTrue(noticeDb > AT_LEAST_DB && noticeDb < AT_MOST_DB, () -> "notice at " + noticeDb);
        heard.hears(other.tone()).doesNotHear(call.tone());
    }

    private static void isNotTold(RawCall call, RawCall other, double seconds) {
        Recording heard = call.heard(seconds);
        assertTrue(loudest(heard) < Recording.UNHEARD_DB, () -> "notice at " + loudest(heard));
        heard.hears(other.tone()).doesNotHear(call.tone());
    }

    @Test
    void those_who_are_heard_are_told_at_once_and_again(Server house) throws Exception {
        listensIn(
                house,
                OFTEN_S,
                (out, in, listens) -> {
                    isTold(out, in, 1.5);
                    isTold(in, out, 1.5);
                    // Later than the first, and not later than the next.
                    out.listen();
                    in.listen();
                    isTold(out, in, OFTEN_S + 0.5);
                    isTold(in, out, OFTEN_S + 0.5);
                });
    }

    @Test
    void where_the_house_has_no_notice_nobody_is_told(Server house) throws Exception {
        listensIn(
                house,
                0,
                (out, in, listens) -> {
                    isNotTold(out, in, 2);
                    isNotTold(in, out, 2);
                });
    }
}
