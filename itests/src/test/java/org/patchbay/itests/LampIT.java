package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.patchbay.itests.peers.BaresipPhone;
import org.patchbay.itests.peers.BaresipPhone.Settings;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SipMessage;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.testkit.Eventually;

/** A phone that watches what others do (RFC 6665, 4235), and rooms that are looked after. */
@ExtendWith(SharedServer.class)
class LampIT {
    private static SipMessage subscribes(RawPhone phone, String number, String event) {
        SipMessage answer =
                phone.request("SUBSCRIBE", number, "Event: " + event + "\r\nExpires: 300\r\n");
        assertEquals(200, answer.code(), answer::toString);
        return answer;
    }

    private static void shows(RawPhone phone, String state) {
        Eventually.holds(
                () -> {
                    List<SipMessage> told = phone.inbox("NOTIFY");
                    assertTrue(!told.isEmpty());
                    String body = told.get(told.size() - 1).body();
                    boolean fits =
                            state.isEmpty()
                                    ? body.contains("<dialog-info") && !body.contains("<state>")
                                    : body.contains("<state>" + state + "</state>");
                    assertTrue(fits, body);
                });
    }

    @Test
    void a_lamp_blinks_and_burns_and_goes_out(Server server) {
        try (RawPhone watcher = RawPhone.of(server, "1004").registered();
                BaresipPhone one = BaresipPhone.registered(server, Settings.of("1001"));
                BaresipPhone two = BaresipPhone.registered(server, Settings.of("1002"))) {
            SipMessage answer = subscribes(watcher, "1002", "dialog");
            assertEquals("300", answer.header("Expires").orElse(""));
            shows(watcher, "");
            one.dial("1002");
            two.rings();
            shows(watcher, "early");
            two.answer();
            two.talks();
            shows(watcher, "confirmed");
            one.hangUp();
            shows(watcher, "");
            List<String> told =
                    watcher.inbox("NOTIFY").stream().map(SipMessage::body).distinct().toList();
            for (int i = 0; i < told.size(); i++) {
                assertTrue(told.get(i).contains("version=\"" + i + "\""), told::toString);
            }
        }
        server.hasNoCalls();
    }

    @Test
    void no_messages_wait(Server server) {
        try (RawPhone phone = RawPhone.of(server, "1004").registered()) {
            subscribes(phone, "1004", "message-summary");
            Eventually.holds(
                    () -> {
                        List<SipMessage> told = phone.inbox("NOTIFY");
                        assertTrue(!told.isEmpty());
                        assertTrue(told.get(0).body().startsWith("Messages-Waiting: no"));
                    });
        }
    }

    @Test
    void a_room_behind_a_pin_and_its_members(Server server) {
        int mark = server.logMark();
        server.changeDirectory(
                directory ->
                        directory
                                .withArray("rooms")
                                .addObject()
                                .put("number", "7000")
                                .put("pin", "4711")
                                .put("tones", "on"));
        server.logs(mark, "directory version \\d+ of ");
        try (BaresipPhone one = BaresipPhone.registered(server, Settings.of("1002"));
                RawPhone two = RawPhone.of(server, "1003").registered()) {
            one.dial("7000");
            one.talks();
            "0000".chars().forEach(key -> one.press((char) key));
            "4711".chars().forEach(key -> one.press((char) key));
            isIn(server, "device:1002");
            RawCall call = two.call("7000").answeredOk();
            call.press("4711");
            isIn(server, "device:1003");
            one.listen();
            call.listen();
            call.heard(1.5).hears(one.tone());
            one.heard(1.5).hears(two.tone());

            server.console("pbx:mute 7000 " + legOf(server, "device:1002"));
            Eventually.holds(() -> assertTrue(server.console("pbx:room 7000").contains("muted")));
            call.listen();
            call.heard(0.3); // what was on its way
            call.listen();
            call.heard(1).doesNotHear(one.tone());
            assertTrue(server.console("pbx:room-lock 7000").startsWith("Locks: room"));
            assertTrue(server.console("pbx:rooms").contains("locked"));
            server.console("pbx:kick 7000 " + legOf(server, "device:1002"));
            one.isOver();
            server.console("pbx:room-unlock 7000");
            one.dial("7000");
            one.talks();
            "4711".chars().forEach(key -> one.press((char) key));
            one.isOver(); // not back at once
            call.hangUp();
        }
        server.hasNoCalls();
    }

    private static void isIn(Server server, String who) {
        Eventually.holds(
                () -> assertTrue(server.console("pbx:room 7000").contains(who), who + " is in"));
    }

    private static String legOf(Server server, String who) {
        return server.console("pbx:room 7000")
                .lines()
                .filter(line -> line.contains(who))
                .map(line -> line.strip().split(" ")[0])
                .findFirst()
                .orElseThrow();
    }
}
