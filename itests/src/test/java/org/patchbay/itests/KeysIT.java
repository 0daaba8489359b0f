package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.server.Server;
import org.patchbay.testkit.Eventually;

/** A key reaches the other phone once, in the form that it takes, whatever form it came in. */
class KeysIT {
    private static final String LOCK =
            """
            export const number = '5562';
            export async function run(call) {
              await call.answer();
              if (await call.collect({ max: 2, timeoutS: 20 }) === '12') await call.echo(60);
            }
            """;

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start("keys", 60);
        int mark = server.logMark();
        server.changeDirectory(
                directory -> {
                    for (JsonNode device : directory.withArray("devices")) {
                        if (device.path("id").asText().equals("1008")) {
                            ((ObjectNode) device).put("dtmf", "info");
                        }
                    }
                });
        server.logs(mark, "directory version");
        server.save(server.scripts().resolve("apps/lock.mjs"), LOCK);
        server.logs(mark, "Script apps/lock.mjs@1 is in force");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawPhone phone(String user) {
        return RawPhone.of(server, user, o -> o.put("answer_after", 0.2)).registered();
    }

    /** A call of a phone that knows no telephone-event. */
    private static RawCall plain(RawPhone phone, String to) {
        return phone.call(to, o -> o.put("events", false)).answeredOk();
    }

    private static void hears(RawCall call, String keys) {
        Eventually.holds(() -> assertEquals(keys, call.digitsHeard()));
    }

    @Test
    void tones_and_info_become_events_and_events_become_tones() {
        try (RawPhone one = phone("1002");
                RawPhone two = phone("1004")) {
            RawCall out = plain(one, "1004");
            RawCall in = two.incoming();
            Ear.hearEachOther(out, in, 1);
            out.pressTones("42#");
            hears(in, "42#");
            assertEquals(200, out.pressByInfo('5'));
            hears(in, "42#5");
            out.listen();
            in.press("7");
            out.heard(1).hearsKey(852, 1209);
            Ear.hearEachOther(out, in, 1);
            assertEquals("42#5", in.digitsHeard(), "once each");
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_phone_that_takes_info_gets_info() {
        try (RawPhone one = phone("1002");
                RawPhone two = phone("1008")) {
            RawCall out = one.call("1008").answeredOk();
            RawCall in = two.incoming();
            Ear.hearEachOther(out, in, 1);
            assertTrue(!in.first().body().contains("telephone-event"), in.first()::body);
            out.press("9");
            SipMessage info = in.request("INFO");
            assertTrue(info.body().contains("Signal=9"), info::body);
            assertEquals(200, in.pressByInfo('3'));
            hears(out, "3");
            assertEquals(1, in.requestsSoFar("INFO"));
            out.hangUp();
            in.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void an_app_hears_tones_and_info() {
        try (RawPhone one = phone("1002")) {
            RawCall call = plain(one, "5562");
            call.pressTones("1");
            assertEquals(200, call.pressByInfo('2'));
            Ear.together(1, List.of(call)).get(0).hears(one.tone());
            call.hangUp();
        }
        server.hasNoCalls();
    }

    @Test
    void keys_of_a_real_phone_reach_one_without_events() {
        try (BaresipPhone one = BaresipPhone.registered(server, Settings.of("1002").answering());
                RawPhone two = phone("1004")) {
            RawCall call = plain(two, "1002");
            one.talks();
            Ear.hearEachOther(one, call, 1);
            call.listen();
            one.press('3');
            call.heard(2).hearsKey(697, 1477);
            call.pressTones("6");
            Eventually.holds(
                    () ->
                            assertTrue(
                                    one.events().toString().contains("DTMF"),
                                    one.events()::toString));
            call.hangUp();
            one.isOver();
        }
        server.hasNoCalls();
    }
}
