package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.itests.sound.Recording;
import org.patchbay.itests.sound.Tone;

/** Who is answered by an app hears that it rings elsewhere: 425 Hz, a second of five. */
@ExtendWith(SharedServer.class)
class RingbackIT {
    private static final Tone RINGBACK = new Tone(425, -18);
    private static final String APP =
            """
            export const number = '5571';
            export async function run(call) {
              await call.answer();
              await call.dial({ ring: 'device:1002', timeoutS: 30 });
            }
            """;

    @Test
    void from_the_alert_to_the_answer(Server server) {
        var file = server.scripts().resolve("apps/ringback.mjs");
        int mark = server.logMark();
        server.save(file, APP);
        server.logs(mark, "Script apps/ringback.mjs@\\d+ is in force");
        try (RawPhone caller = RawPhone.of(server, "1001").registered();
                RawPhone callee = RawPhone.of(server, "1002").registered()) {
            RawCall out = caller.call("5571").answeredOk();
            out.listen();
            RawCall in = callee.incoming();
            soundsASecondOfFive(out.heard(11));

            in.answer();
            Ear.hearEachOther(out, in, 1);
            out.listen();
            out.heard(6).hears(in.tone()).doesNotHear(RINGBACK);
            out.hangUp();
            in.hasEnded();
        } finally {
            server.remove(file);
        }
        server.hasNoCalls();
    }

    private static void soundsASecondOfFive(Recording heard) {
        int loud = 0;
        for (int tenth = 0; (tenth + 1) / 10.0 <= heard.seconds(); tenth++) {
            double levelDb = heard.part(tenth / 10.0, 0.1).peakDb(RINGBACK.frequencyHz());
            assertTrue(levelDb < RINGBACK.levelDb() + 3, () -> "too loud: " + levelDb);
            loud += levelDb > RINGBACK.levelDb() - 3 ? 1 : 0;
        }
        int tenths = loud;
        // Two or three tones in eleven seconds; each has 9 to 11 windows that are full of it.
        assertTrue(tenths >= 17 && tenths <= 33, () -> tenths + " tenths of " + heard);
    }
}
