package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.peers.SignedInPage;
import org.patchbay.itests.peers.Softphone;
import org.patchbay.itests.server.RoutingScript;
import org.patchbay.itests.server.Server;
import org.patchbay.testkit.Eventually;

/** The pages Now and House in a real browser, of the house as the launcher starts it. */
@Tag("beside")
class HouseIT {
    private static final String OPERATOR = "1004";
    private static final String CALL = "Phone 1002 → 1003";
    private static final String ECHO = "Phone 1002 → 600";
    private static final String ROOM = "Room 8001";

    /** A tone is louder, silence is not. */
    private static final int LOUD_DB = -50;

    @RegisterExtension
    static final SignedInPage HOUSE = SignedInPage.of("house", 60, OPERATOR, "operator");

    private static Server server;
    private static Softphone page;

    @BeforeAll
    static void start() {
        server = HOUSE.server();
        page = HOUSE.page();
    }

    @Test
    void the_first_call_finds_its_classes_loaded() {
        server.logs(0, "ready for the first call: \\d{4} classes in \\d+ ms");
    }

    @Test
    void a_call_is_drawn_as_it_is_and_ended_from_there() {
        try (RawPhone one = HOUSE.raw("1002");
                RawPhone two = HOUSE.raw("1003")) {
            page.go("Now");
            page.sees("", "All quiet");
            RawCall out = one.ring("1003");
            RawCall in = two.incoming();
            page.sees(CALL, "Ringing");
            in.answer();
            assertEquals(200, out.finalResponse().code());
            page.sees(CALL, "^Talking$");
            page.sees(CALL, "^PCMU$");
            page.sees(CALL, "^0\\.0 %$");
            page.sees(CALL, "^\\d+ ms$");
            page.sees(CALL, "^4\\.\\d$");
            Eventually.holds(
                    () -> {
                        assertTrue(page.level(CALL, "Phone 1002") > LOUD_DB);
                        assertTrue(page.level(CALL, "Phone 1003") > LOUD_DB);
                    });
            String told = page.pictures(CALL);
            assertTrue(told.contains("Phone 1002 hears Phone 1003"), told);
            assertFalse(told.contains("Phone 1002 hears Phone 1002"), told);

            page.press(CALL, "End the call");
            out.hasEnded();
            in.hasEnded();
            page.sees("", "All quiet");
        }
    }

    @Test
    void a_leg_is_pulled_into_a_room_and_muted_there() {
        try (RawPhone one = HOUSE.raw("1002");
                RawPhone two = HOUSE.raw("1003")) {
            page.go("Now");
            RawCall out = one.ring("1003");
            RawCall in = two.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            page.sees(CALL, "^Talking$");
            page.press(CALL, "Actions for Phone 1002");
            page.choose("Pull into a room…");
            page.fill("Number of the room", "8001");
            page.press("Pull in");
            in.hasEnded();
            page.sees(ROOM, "Phone 1002");
            Eventually.holds(() -> assertTrue(page.level(ROOM, "Phone 1002") > LOUD_DB));
            page.press(ROOM, "Actions for Phone 1002");
            page.choose("Mute");
            page.sees(ROOM, "^Muted$");
            Eventually.holds(() -> assertTrue(page.level(ROOM, "Phone 1002") < LOUD_DB));
            out.hangUp();
            page.sees("", "All quiet");
        }
    }

    @Test
    void a_caller_in_an_app_is_moved_to_a_phone() {
        try (RawPhone one = HOUSE.raw("1002");
                RawPhone two = HOUSE.raw("1003")) {
            page.go("Now");
            RawCall out = one.call("600").answeredOk();
            page.sees(ECHO, "^In an app$");
            page.press(ECHO, "Actions for Phone 1002");
            page.choose("Move…");
            page.fill("Name or number", "1003");
            page.press("Move");
            RawCall in = two.incoming().answer();
            Ear.hearEachOther(out, in, 1);
            page.sees(CALL, "^Talking$");
            out.hangUp();
            in.hasEnded();
            page.sees("", "All quiet");
        }
    }

    @Test
    void a_member_of_a_room_is_moved_to_a_phone() {
        try (RawPhone one = HOUSE.raw("1002");
                RawPhone two = HOUSE.raw("1003");
                RawPhone three = HOUSE.raw("1006")) {
            page.go("Now");
            RawCall goes = one.call("8001").answeredOk();
            RawCall stays = two.call("8001").answeredOk();
            page.sees(ROOM, "Phone 1003");
            page.press(ROOM, "Actions for Phone 1002");
            page.choose("Move…");
            page.fill("Name or number", "1006");
            page.press("Move");
            RawCall in = three.incoming().answer();
            Ear.hearEachOther(goes, in, 1);
            page.sees("Phone 1002 → 1006", "^Talking$");
            page.sees(ROOM, "Phone 1003");
            goes.hangUp();
            in.hasEnded();
            stays.hangUp();
            page.sees("", "All quiet");
        }
    }

    @Test
    void it_is_told_at_the_call_why_a_third_does_not_come() {
        try (RawPhone one = HOUSE.raw("1002");
                RawPhone two = HOUSE.raw("1003");
                RawPhone third = HOUSE.raw("1006")) {
            page.go("Now");
            RawCall out = one.ring("1003");
            two.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            page.sees(CALL, "^Talking$");
            adds("1006");
            third.incoming().reject(486);
            page.sees(CALL, "^Nobody was added. Busy.$");
            adds("4711");
            page.sees(CALL, "^Nobody was added. No such number.$");
            page.press(CALL, "Close");
            page.sees(CALL, "^Talking$");
            page.press(CALL, "End the call");
            out.hasEnded();
        }
    }

    private static void adds(String third) {
        page.press(CALL, "Actions for Phone 1002");
        page.choose("Add somebody…");
        page.fill("Name or number", third);
        page.press("Add to the call");
    }

    @Test
    void who_registers_and_which_devices_there_are_is_pushed() {
        page.go("House");
        page.sees("", "^Phone 1003$");
        try (RawPhone phone = HOUSE.raw("1003")) {
            page.sees("", "^Online$");
            page.sees("", "127\\.0\\.0\\.1:\\d+");
            page.fill("Filter", phone.user());
            page.sees("", "^Online$");
            page.fill("Filter", "");
        }
        server.changeDirectory(
                directory -> {
                    ObjectNode device = directory.withArray("devices").get(0).deepCopy();
                    device.put("id", "1900");
                    directory.withArray("devices").add(device);
                });
        page.sees("", "^1900$");
    }

    @Test
    void a_script_that_is_refused_says_why() {
        Path file = server.scripts().resolve("routing/broken.mjs");
        page.go("House");
        page.part("Scripts");
        page.sees("", "^In force$");
        server.save(file, "export function outbound(call) {\n  return { ring: [ }\n}\n");
        page.sees("", "^Refused$");
        page.sees("", "SyntaxError");
        server.remove(file);
    }

    @Test
    void a_script_that_fails_at_a_call_says_so_at_once() {
        page.go("House");
        page.part("Scripts");
        try (RoutingScript script =
                        RoutingScript.of(
                                server, "if (call.dialled === '1998') throw new Error('no way');");
                RawPhone phone = HOUSE.raw("1002")) {
            script.inForce();
            phone.ring("1998").finalResponse();
            page.sees("", "^Has failed$");
            page.sees("", "version 1, 1 so far: routing/\\w+\\.mjs:\\d+:\\d+: Error: no way");
        }
    }

    @Test
    void the_reference_is_drawn_from_its_document() {
        page.visit("/api/");
        page.sees("", "^/calls/\\{id\\}$");
        page.sees("", "^everybody$");
        for (String theme : List.of("light", "dark")) {
            assertEquals(List.of(), page.axe(theme), theme);
        }
    }
}
