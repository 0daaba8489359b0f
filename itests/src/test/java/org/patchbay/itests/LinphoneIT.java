package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.itests.peers.Authority;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.LinphonePhone;
import org.patchbay.itests.peers.LinphonePhone.Keys;
import org.patchbay.itests.peers.LinphonePhone.Settings;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.ShownCall;
import org.patchbay.itests.sound.Recording;
import org.patchbay.testkit.Eventually;

/** A phone of another make: what it does by its own buttons, with phones that are not its like. */
class LinphoneIT {
    private static final String IVR =
            """
            export const number = '5563';
            export async function run(call) {
              await call.answer();
              const keys = await call.collect({ max: 20, terminators: '#', timeoutS: 20 });
              call.log('pressed', keys);
              await call.echo(60);
            }
            """;

    private static Server server;
    private static Authority authority;

    @BeforeAll
    static void start() {
        server = Server.start("linphone", 60);
        authority = new Authority("linphone");
        String certificate = authority.signed(Server.HOST);
        server.save(server.home().resolve("etc/tls/key.pem"), authority.key());
        int mark = server.logMark();
        server.save(server.home().resolve("etc/tls/certificate.pem"), certificate);
        server.save(server.scripts().resolve("apps/ivr.mjs"), IVR);
        server.changeDirectory(
                directory -> {
                    for (JsonNode device : directory.withArray("devices")) {
                        if (device.path("id").asText().equals("1008")) {
                            ((ObjectNode) device).put("srtp", "required");
                        }
                    }
                });
        server.logs(mark, "Script apps/ivr.mjs@1 is in force");
        server.logs(mark, "directory version");
        server.logs(mark, "certificate.pem is in force for new connections");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static LinphonePhone linphone() {
        return LinphonePhone.registered(server, Settings.of("1004"));
    }

    private static BaresipPhone baresip(String user) {
        return BaresipPhone.registered(server, BaresipPhone.Settings.of(user));
    }

    private static RawPhone raw(String user) {
        return RawPhone.of(server, user, o -> o.put("answer_after", 0.2)).registered();
    }

    /** Linphone calls somebody who answers; the number of the call there. */
    private static int call(LinphonePhone from, String number, BaresipPhone to) {
        int call = from.dial(number);
        to.rings();
        to.answer();
        to.talks();
        from.talks(call);
        return call;
    }

    /** Somebody calls linphone, which answers; the number of the call there. */
    private static int call(BaresipPhone from, String number, LinphonePhone to) {
        from.dial(number);
        int call = to.rings();
        to.answer(call);
        to.talks(call);
        from.talks();
        return call;
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void it_calls_and_is_called(String transport) {
        Settings settings = Settings.of("1004").over(transport).trusting(authority);
        try (LinphonePhone one = LinphonePhone.registered(server, settings);
                BaresipPhone two = baresip("1002")) {
            callBothWays(one, "1004", two, 0);
        }
        server.hasNoCalls();
    }

    @Test
    void its_media_is_protected_where_the_other_is_plain() {
        Settings settings = Settings.of("1008").over("tls").trusting(authority).insistingOnSrtp();
        try (LinphonePhone one = LinphonePhone.registered(server, settings);
                BaresipPhone two = baresip("1002")) {
            callBothWays(one, "1008", two, 1);
        }
        server.hasNoCalls();
        assertFalse(server.log().contains("inline:"), "a key in the log");
    }

    private static void callBothWays(
            LinphonePhone one, String number, BaresipPhone two, long protectedLegs) {
        int call = call(one, "1002", two);
        Ear.hearEachOther(one, two, 1.5);
        assertEquals(protectedLegs, protectedLegs());
        two.hangUp();
        one.isOver(call);
        two.isOver();

        call = call(two, number, one);
        Ear.hearEachOther(one, two, 1.5);
        assertEquals(protectedLegs, protectedLegs());
        one.hangUp(call);
        one.isOver(call);
        two.isOver();
    }

    private static long protectedLegs() {
        String call = ShownCall.of(server).text();
        assertFalse(call.contains("not genuine"), call);
        return call.lines().filter(l -> l.contains("AES_CM_") || l.contains("AEAD_")).count();
    }

    @Test
    void it_holds_and_resumes_while_the_other_hears_music() {
        try (LinphonePhone one = linphone();
                BaresipPhone two = baresip("1002")) {
            int call = call(two, "1004", one);
            Ear.hearEachOther(one, two, 1);
            for (int round = 0; round < 2; round++) {
                one.hold(call);
                hearsMusic(two, one);
                one.resume(call);
                Ear.hearEachOther(one, two, 1);
            }
            two.hangUp();
            one.isOver(call);
        }
        server.hasNoCalls();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void both_hold_and_come_back_one_after_the_other(boolean itComesFirst) {
        try (LinphonePhone one = linphone();
                RawPhone two = raw("1002")) {
            int call = one.dial("1002");
            RawCall in = two.incoming();
            one.talks(call);
            Ear.hearEachOther(one, in, 1);
            one.hold(call);
            assertEquals(200, in.reInvite("sendonly").code());
            Ear.together(1, List.of(in)).get(0).isSilent();
            if (itComesFirst) {
                one.resume(call);
                hearsMusic(one, in);
                assertEquals(200, in.reInvite("sendrecv").code());
            } else {
                assertEquals(200, in.reInvite("sendrecv").code());
                hearsMusic(in, one);
                one.resume(call);
            }
            Ear.hearEachOther(one, in, 1);
            in.hangUp();
            one.isOver(call);
        }
        server.hasNoCalls();
    }

    private static void hearsMusic(Ear waits, Ear holds) {
        Recording heard = Ear.together(1.5, List.of(waits)).get(0);
        heard.sounds(-32, -12).doesNotHear(holds.tone()).doesNotHear(waits.tone());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_gives_the_other_to_a_third(boolean itHasCalled) {
        try (LinphonePhone by = linphone();
                BaresipPhone stays = baresip("1002");
                BaresipPhone third = baresip("1006")) {
            int call = itHasCalled ? call(by, "1002", stays) : call(stays, "1004", by);
            by.transfer(call, "1006");
            third.rings();
            third.answer();
            third.talks();
            by.isOver(call);
            Ear.hearEachOther(stays, third, 1.5);
            stays.hangUp();
            third.isOver();
        }
        server.hasNoCalls();
    }

    /** In every mixture of who has called whom. */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void it_asks_a_third_first_and_connects_the_two(boolean calledFirst, boolean calledThird) {
        try (LinphonePhone by = linphone();
                BaresipPhone stays = baresip("1002");
                BaresipPhone third = baresip("1006")) {
            int first = calledFirst ? call(by, "1002", stays) : call(stays, "1004", by);
            by.hold(first);
            int second = calledThird ? call(by, "1006", third) : call(third, "1004", by);
            Ear.hearEachOther(by, third, 1);
            hearsMusic(stays, by);

            by.transfer(first, second);
            by.isOver(first);
            by.isOver(second);
            Ear.hearEachOther(stays, third, 2);
            stays.hangUp();
            third.isOver();
        }
        server.hasNoCalls();
    }

    /** RFC 5589 §7.3: it does not wait for the third's answer. */
    @Test
    void it_connects_the_two_while_the_third_still_rings() {
        try (LinphonePhone by = linphone();
                BaresipPhone stays = baresip("1002");
                BaresipPhone third = baresip("1006")) {
            int first = call(stays, "1004", by);
            by.hold(first);
            int second = by.dial("1006");
            third.rings();
            by.isRinging(second);
            by.transfer(first, second);
            by.isOver(first);
            third.answer();
            third.talks();
            Ear.hearEachOther(stays, third, 1.5);
            third.hangUp();
            stays.isOver();
        }
        server.hasNoCalls();
    }

    @ParameterizedTest
    @EnumSource(Keys.class)
    void each_key_arrives_once(Keys form) {
        String keys = "1220*";
        Settings settings = Settings.of("1004").sending(form);
        try (LinphonePhone one = LinphonePhone.registered(server, settings);
                RawPhone two = raw("1002")) {
            int call = one.dial("1002");
            RawCall in = two.incoming();
            one.talks(call);
            one.press(keys);
            Eventually.holds(() -> assertEquals(keys, in.digitsHeard()));
            Ear.hearEachOther(one, in, 1);
            assertEquals(keys, in.digitsHeard(), "once each");
            one.listen();
            in.press("7");
            if (form == Keys.INFO) { // without events in its description it shows no key
                one.heard(2).hearsKey(852, 1209);
            } else {
                Eventually.holds(() -> assertEquals("7", one.keysHeard()));
            }
            in.hangUp();
            one.isOver(call);

            int mark = server.logMark();
            call = one.dial("5563");
            one.talks(call);
            one.press(keys + "#");
            server.logs(mark, "pressed 1220\\*");
            Ear.together(1, List.of(one)).get(0).hears(one.tone());
            one.hangUp(call);
            one.isOver(call);
        }
        server.hasNoCalls();
    }
}
