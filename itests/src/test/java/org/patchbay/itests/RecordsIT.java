package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Bundle;
import org.patchbay.itests.server.Server;
import org.patchbay.testkit.Eventually;

/** Real calls, and what {@code pbx:records} says of them afterwards. */
@Tag("beside")
class RecordsIT {
    /** The database is opened some seconds after the start, and rows wait for it. */
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start("records", 60);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Lines of CSV about calls to that number, newest first, each once it has an end. */
    private static List<String> records(String called, int count) {
        return Eventually.value(
                Eventually.LIMIT,
                () -> {
                    List<String> lines = csv("--csv - " + called);
                    lines.removeIf(line -> line.startsWith("call,") || !line.contains("Z,"));
                    assertEquals(count, lines.size(), lines.toString());
                    assertTrue(lines.stream().noneMatch(l -> l.endsWith(",,,,")), lines.toString());
                    return lines;
                });
    }

    private static List<String> csv(String options) {
        return new ArrayList<>(server.console("pbx:records " + options).lines().toList());
    }

    private static void talk(RawPhone from, RawPhone to, String number) {
        RawCall out = from.ring(number);
        RawCall in = to.incoming().answer();
        assertEquals(200, out.finalResponse().code());
        in.hangUp();
        out.hasEnded();
    }

    @Test
    void a_call_has_a_row_and_each_leg_too() {
        try (RawPhone one = RawPhone.of(server, "1001").registered();
                RawPhone two = RawPhone.of(server, "1002").registered()) {
            talk(one, two, "1002");
            String call = records("1002", 1).get(0);
            assertTrue(
                    call.contains(",INTERNAL,1001,")
                            && call.endsWith(",NORMAL,200,Normal clearing,CALLED"),
                    call);
            assertTrue(call.contains("routing/office.mjs@"), call);
            List<String> legs = csv("--legs --csv - 1002");
            assertTrue(
                    legs.stream()
                            .anyMatch(
                                    l ->
                                            l.contains(",false,device:1002,")
                                                    && l.contains(",PCM")
                                                    && l.endsWith(",CALLED")),
                    legs.toString());
            assertTrue(
                    legs.stream()
                            .anyMatch(
                                    l -> l.contains(",true,device:1001,") && l.endsWith(",HOUSE")),
                    legs.toString());
        }
    }

    @Test
    void a_room_is_a_call_of_its_own() {
        try (RawPhone one = RawPhone.of(server, "1003").registered()) {
            one.call("8005").answeredOk().hangUp();
            List<String> rows = records("8005", 2);
            assertTrue(rows.stream().anyMatch(r -> r.contains(",ROOM,8005,")), rows.toString());
            assertTrue(rows.stream().anyMatch(r -> r.contains(",INTERNAL,1003,")), rows.toString());
        }
    }

    /** One call is up while the part is away and ends then; another comes and goes meanwhile. */
    @Test
    void what_happens_while_the_part_is_away_is_written_afterwards() {
        Bundle bundle = new Bundle(server, "call-records");
        try (RawPhone one = RawPhone.of(server, "1004").registered();
                RawPhone two = RawPhone.of(server, "1005").registered();
                RawPhone three = RawPhone.of(server, "1006").registered();
                RawPhone four = RawPhone.of(server, "1007").registered()) {
            RawCall out = one.ring("1005");
            RawCall in = two.incoming().answer();
            assertEquals(200, out.finalResponse().code());
            bundle.withdraw();
            talk(three, four, "1007");
            in.hangUp();
            out.hasEnded();
            bundle.bringBack();
            assertTrue(records("1005", 1).get(0).endsWith(",CALLED"));
            assertTrue(records("1007", 1).get(0).endsWith(",CALLED"));
        }
        bundle.hasLoaders(1);
    }

    @Test
    void a_call_that_had_ended_outlives_kill_9_and_one_that_was_up_is_not_forgotten() {
        try (Server own = Server.start("records-kill", 40);
                RawPhone one = RawPhone.of(own, "1001").registered();
                RawPhone two = RawPhone.of(own, "1002").registered()) {
            one.call("600").answeredOk().hangUp();
            RawCall up = one.ring("1002");
            two.incoming().answer();
            assertEquals(200, up.finalResponse().code());
            Eventually.holds(
                    WRITTEN_WITHIN,
                    () -> assertTrue(own.console("pbx:records --csv -").contains(",1002,")));
            own.kill();
            own.start();
            String found = own.console("pbx:records --csv -");
            assertTrue(
                    found.lines()
                            .anyMatch(
                                    l ->
                                            l.contains(",600,")
                                                    && l.endsWith(
                                                            ",NORMAL,200,Normal clearing,CALLER")),
                    found);
            assertTrue(
                    found.lines().anyMatch(l -> l.contains(",1002,") && l.contains(",UNKNOWN,")),
                    found);
        }
    }
}
