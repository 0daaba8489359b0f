package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.server.ShownCall;
import org.patchbay.itests.sound.Recording;

/**
 * Three real phones: a third is pulled into a call of two and out of it, and the two hear each
 * other all the time, relayed or mixed.
 */
@ExtendWith(SharedServer.class)
class ThreeWayIT {
    /** As for a hold: a change may cost a frame, and a phone is late now and then. */
    private static final int LONGEST_GAP_MS = 80;

    private static final String SCRIPT =
            """
            export const number = '5571';
            export async function run(call) {
              await call.answer();
              call.dial({ ring: ['device:1003'] }).catch(() => {});
              await call.collect({ max: 1, timeoutS: 60 });
              await call.join({ ring: ['device:1004'] });
              await call.collect({ max: 1, timeoutS: 60 });
              const refused = await call.hold('third').catch((e) => e.code);
              await call.transfer(refused === 'failed' ? '1004' : '999');
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"1002", "1003", "1004"})
    void a_third_comes_in_and_whoever_leaves_the_others_talk_on(String leaves, Server server) {
        try (BaresipPhone one = BaresipPhone.registered(server, Settings.of("1002"));
                BaresipPhone two = BaresipPhone.registered(server, Settings.of("1003"));
                BaresipPhone three = BaresipPhone.registered(server, Settings.of("1004"))) {
            talk(one, two);
            ShownCall shown = ShownCall.of(server);
            join(server, shown, "1004");
            three.rings();
            three.answer();
            three.talks();
            List<BaresipPhone> all = List.of(one, two, three);
            allHearAllOthers(all);

            BaresipPhone out = all.get(Integer.parseInt(leaves) - 1002);
            List<BaresipPhone> stay = all.stream().filter(p -> p != out).toList();
            drop(server, shown, leaves);
            out.isOver();
            Ear.hearEachOther(stay.get(0), stay.get(1), 1);
            stay.get(0).hangUp();
            stay.get(1).isOver();
        }
        server.hasNoCalls();
    }

    /** From the relay into the mix and back, as the two who stay hear it. */
    @Test
    void the_two_hear_each_other_all_the_time(Server server) {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = RawPhone.of(server, "1003").registered();
                BaresipPhone three = BaresipPhone.registered(server, Settings.of("1004"))) {
            RawCall out = one.ring("1003");
            RawCall in = two.incoming().answer();
            out.finalResponse();
            Ear.hearEachOther(out, in, 1);
            ShownCall shown = ShownCall.of(server);
            hearNoGap(
                    out,
                    in,
                    () -> {
                        join(server, shown, "1004");
                        three.rings();
                        three.answer();
                        three.talks();
                    });
            allHearAllOthers(List.of(out, in, three));
            hearNoGap(out, in, () -> drop(server, shown, "1004"));
            three.isOver();
            hearNoGap(
                    out,
                    in,
                    () -> {
                        join(server, shown, "1004");
                        three.rings();
                        three.hangUp();
                    });
            assertTrue(shown.text().contains("TALKING"), shown.text());
            Ear.hearEachOther(out, in, 1);
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_script_pulls_a_third_in_and_gives_the_call_away(Server server) {
        Path file = server.scripts().resolve("apps/three.mjs");
        int mark = server.logMark();
        server.save(file, SCRIPT);
        server.logs(mark, "Script apps/three.mjs@\\d+ is in force");
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                BaresipPhone two =
                        BaresipPhone.registered(server, Settings.of("1003").answering());
                BaresipPhone three = BaresipPhone.registered(server, Settings.of("1004"))) {
            RawCall call = one.call("5571").answeredOk();
            two.talks();
            Ear.hearEachOther(call, two, 1);
            call.press("3");
            three.rings();
            three.answer();
            three.talks();
            allHearAllOthers(List.of(call, two, three));
            three.hangUp();
            Ear.hearEachOther(call, two, 1);

            call.press("4");
            three.rings();
            three.answer();
            three.talks();
            two.isOver();
            Ear.hearEachOther(call, three, 1);
            call.hangUp();
            three.isOver();
        } finally {
            server.remove(file);
        }
        server.hasNoCalls();
    }

    private static void talk(BaresipPhone caller, BaresipPhone callee) {
        caller.dial("1003");
        callee.rings();
        callee.answer();
        callee.talks();
        caller.talks();
        Ear.hearEachOther(caller, callee, 1);
    }

    private static void join(Server server, ShownCall shown, String number) {
        String leg = shown.leg("1002");
        String said = server.console("pbx:join " + shown.id() + " " + leg + " " + number);
        assertTrue(said.contains("Rings a third for leg " + leg), said);
    }

    private static void drop(Server server, ShownCall shown, String device) {
        String leg = shown.leg(device);
        String said = server.console("pbx:hangup " + shown.id() + " " + leg);
        assertTrue(said.contains("Ends: leg " + leg), said);
    }

    private static void hearNoGap(RawCall one, RawCall other, Runnable change) {
        long begin = System.nanoTime();
        one.listen();
        other.listen();
        change.run();
        double seconds = (System.nanoTime() - begin) / 1e9 + 0.5;
        one.heard(seconds)
                .hears(other.tone())
                .doesNotHear(one.tone())
                .hasNoGap(other.tone(), LONGEST_GAP_MS);
        other.heard(seconds)
                .hears(one.tone())
                .doesNotHear(other.tone())
                .hasNoGap(one.tone(), LONGEST_GAP_MS);
    }

    private static void allHearAllOthers(List<? extends Ear> ears) {
        List<Recording> recordings = Ear.together(1.5, ears);
        for (Ear ear : ears) {
            Recording heard = recordings.get(ears.indexOf(ear)).doesNotHear(ear.tone());
            ears.stream().filter(other -> other != ear).forEach(o -> heard.hears(o.tone()));
        }
    }
}
