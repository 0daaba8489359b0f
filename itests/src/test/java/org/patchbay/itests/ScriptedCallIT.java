package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Bundle;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;

/** A script drives a call while scripting is replaced, withdrawn and brought back. */
class ScriptedCallIT {
    /** One frame, and what the finder of tones cannot tell. */
    private static final double LONGEST_GAP_MS = 25;

    private static final Tone BEEP = new Tone(880, -12);
    private static final String DESK =
            """
            export const number = '5561';
            export async function run(call) {
              await call.answer();
              await call.tone({ hz: 880, ms: 600, db: -12 });
              if (await call.collect({ max: 1, timeoutS: 60 }) === '1') await call.echo(60);
            }
            """;

    private static Server server;
    private static Bundle scripting;

    @BeforeAll
    static void start() {
        server = Server.start("scripted", 100);
        scripting = new Bundle(server, "scripting");
        // Each console command takes seconds; on a busy machine they would use up the default.
        server.console("config:property-set -p org.patchbay.hub app-return-ms 120000");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_echo_goes_on_whatever_becomes_of_its_script() {
        try (RawPhone phone = RawPhone.of(server, "1005").registered()) {
            RawCall call = phone.call("600").answeredOk();
            call.listen();
            call.heard(1); // until the jitter buffer has settled
            undisturbed(call, scripting::replace);
            undisturbed(call, scripting::withdraw);
            scripting.hasLoaders(0);
            undisturbed(call, scripting::bringBack);
            assertEquals("up", call.state());
            call.hangUp();
        }
        scripting.hasLoaders(1);
        server.hasNoCalls();
    }

    @Test
    void a_menu_begins_anew_when_its_script_is_back() {
        server.save(server.scripts().resolve("apps/desk.mjs"), DESK);
        server.logs(0, "Script apps/desk.mjs@1 is in force");
        try (RawPhone phone = RawPhone.of(server, "1006").registered()) {
            RawCall call = phone.call("5561").answeredOk();
            call.listen();
            beeps(call.heard(1.5));

            int mark = server.logMark();
            long begin = System.nanoTime();
            call.listen();
            scripting.replace();
            server.logs(mark, "Script apps/desk.mjs@1 is in force");
            beeps(call.heard((System.nanoTime() - begin) / 1e9 + 1.5));

            call.press("1");
            call.listen();
            call.heard(1.5).hears(phone.tone());
            call.hangUp();
        }
        server.hasNoCalls();
    }

    @Test
    void a_call_that_comes_in_meanwhile_waits_for_its_script() {
        try (RawPhone phone = RawPhone.of(server, "1007").registered()) {
            scripting.stop();
            RawCall call = phone.ring("600");
            scripting.start();
            assertEquals(200, call.finalResponse().code());
            call.listen();
            call.heard(2).hears(phone.tone());
            call.hangUp();
        }
        server.hasNoCalls();
    }

    private static void undisturbed(RawCall call, Runnable change) {
        long begin = System.nanoTime();
        call.listen();
        change.run();
        double seconds = (System.nanoTime() - begin) / 1e9 + 0.5;
        call.heard(seconds).hears(call.tone()).hasNoGap(call.tone(), LONGEST_GAP_MS);
    }

    private static void beeps(Recording heard) {
        // Any window of 200 ms may have caught but a part of it.
        double levelDb = heard.peakDb(BEEP.frequencyHz());
        assertTrue(levelDb > BEEP.levelDb() - 6, () -> "the beep had " + levelDb + " dB: " + heard);
    }
}
