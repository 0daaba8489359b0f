package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.itests.peers.Ear;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Rest;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SharedServer;
import org.patchbay.testkit.Eventually;

/** Real phones are moved by REST, out of whatever they are in. */
@ExtendWith(SharedServer.class)
class MoveIT {
    /** As for a third who comes and goes. */
    private static final int LONGEST_GAP_MS = 80;

    private static final String SCRIPT =
            """
            export const number = '5572';
            export async function run(call) {
              await call.answer();
              try {
                await call.echo(60);
              } catch (e) {
                call.log('lost it', e.code);
                await call.hangup().catch((again) => call.log('and then', again.code));
                throw e;
              }
            }
            """;

    private Server server;
    private Rest rest;

    @BeforeEach
    void signIn(Server server) throws Exception {
        this.server = server;
        rest = Rest.of(server);
    }

    /** One leg of a call, and the call that it is of. */
    private record Found(String call, String leg) {}

    /** The leg of a device in the room of that number, or in a call that is no room. */
    private Found leg(String device, String room) throws Exception {
        for (JsonNode call : rest.json("/calls").path("items")) {
            for (JsonNode leg : call.path("legs")) {
                if (leg.path("target").asText().startsWith("device:" + device)
                        && call.path("room").asText().equals(room)) {
                    return new Found(call.path("id").asText(), leg.path("id").asText());
                }
            }
        }
        throw new AssertionError(device + " has no leg: " + rest.text("/calls"));
    }

    private JsonNode move(Found who, String to) throws Exception {
        return rest.post(
                "/calls/" + who.call() + "/commands",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("command", "move")
                        .put("leg", who.leg())
                        .put("to", to));
    }

    private void moves(Found who, String to) throws Exception {
        JsonNode answer = move(who, to);
        assertEquals(who.call(), answer.path("call").asText(), answer::toString);
    }

    @Test
    void a_caller_in_echo_goes_to_a_phone_on_a_desk() throws Exception {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone desk = RawPhone.of(server, "1003").registered()) {
            RawCall call = one.call("600").answeredOk();
            Found caller = leg("1002", "");
            call.listen();
            call.heard(1).hears(one.tone());
            isRefused(move(caller, "4711"), "4711 cannot be reached: Not Found");
            isRefused(move(caller, "1009"), "1009 cannot be reached: Not registered");
            call.listen();
            call.heard(1).hears(one.tone()).hasNoGap(one.tone(), LONGEST_GAP_MS);

            moves(caller, "1003");
            RawCall in = desk.incoming().answer();
            Ear.hearEachOther(call, in, 1);
            String trace = rest.text("/traces/" + caller.call());
            assertTrue(trace.contains("is moved to 1003"), trace);
            in.hangUp();
            call.hasEnded();
            isRecordedWithTwoLegs(caller.call());
        }
        server.hasNoCalls();
    }

    private static void isRefused(JsonNode answer, String why) {
        assertEquals(409, answer.path("status").asInt(), answer::toString);
        assertEquals(why, answer.path("detail").asText(), answer::toString);
    }

    private void isRecordedWithTwoLegs(String call) {
        Eventually.holds(
                () -> {
                    JsonNode record = rest.json("/records/" + call);
                    assertFalse(record.path("up").asBoolean(), record::toString);
                    assertEquals("NORMAL", record.path("cause").asText(), record::toString);
                    assertEquals(2, record.path("legs").size(), record::toString);
                });
    }

    @Test
    void whom_nobody_answers_the_call_ends_as_one_to_there() throws Exception {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone desk = RawPhone.of(server, "1003").registered()) {
            RawCall call = one.call("600").answeredOk();
            moves(leg("1002", ""), "1003");
            desk.incoming().reject(486);
            call.hasEnded();
        }
        server.hasNoCalls();
    }

    @Test
    void a_script_that_loses_its_caller_to_a_room_has_not_failed() throws Exception {
        Path file = server.scripts().resolve("apps/mover.mjs");
        int mark = server.logMark();
        server.save(file, SCRIPT);
        server.logs(mark, "Script apps/mover.mjs@\\d+ is in force");
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = RawPhone.of(server, "1003").registered()) {
            RawCall member = two.call("8001").answeredOk();
            RawCall call = one.call("5572").answeredOk();
            call.listen();
            call.heard(1).hears(one.tone());
            moves(leg("1002", ""), "8001");
            Ear.hearEachOther(call, member, 1);
            server.logs(mark, "lost it callGone");
            server.logs(mark, "and then callGone");
            JsonNode script = rest.json("/scripts?q=mover").at("/items/0");
            assertTrue(script.path("failure").isMissingNode(), script::toString);
            call.hangUp();
            member.hangUp();
        } finally {
            server.remove(file);
        }
        server.hasNoCalls();
    }

    @Test
    void a_member_goes_to_a_phone_and_the_others_hear_each_other_all_the_time() throws Exception {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = RawPhone.of(server, "1003").registered();
                RawPhone three = RawPhone.of(server, "1004").registered();
                RawPhone desk = RawPhone.of(server, "1005").registered()) {
            List<RawCall> members = new ArrayList<>();
            for (RawPhone phone : List.of(one, two, three)) {
                members.add(phone.call("8001").answeredOk());
            }
            Ear.allHearAllOthers(1.5, members);
            RawCall goes = members.remove(1);
            Found member = leg("1003", "8001");
            List<RawCall> in = new ArrayList<>();
            hearNoGap(
                    members.get(0),
                    members.get(1),
                    () -> {
                        moves(member, "1005");
                        in.add(desk.incoming().answer());
                    });
            Ear.hearEachOther(goes, in.get(0), 1);
            Ear.hearEachOther(members.get(0), members.get(1), 1);
            in.get(0).hangUp();
            goes.hasEnded();
            members.forEach(RawCall::hangUp);
        }
        server.hasNoCalls();
    }

    @Test
    void a_member_who_is_busy_elsewhere_is_back_in_the_room() throws Exception {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = RawPhone.of(server, "1003").registered();
                RawPhone desk = RawPhone.of(server, "1005").registered()) {
            RawCall stays = one.call("8001").answeredOk();
            RawCall goes = two.call("8001").answeredOk();
            Ear.hearEachOther(stays, goes, 1);
            moves(leg("1003", "8001"), "1005");
            desk.incoming().reject(486);
            Ear.hearEachOther(stays, goes, 1);
            stays.hangUp();
            goes.hangUp();
        }
        server.hasNoCalls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1002", "1003", "1004"})
    void one_of_three_goes_and_the_two_hear_each_other_all_the_time(String who) throws Exception {
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = RawPhone.of(server, "1003").registered();
                RawPhone three = RawPhone.of(server, "1004").registered();
                RawPhone desk = RawPhone.of(server, "1005").registered()) {
            RawCall out = one.ring("1003");
            List<RawCall> all = new ArrayList<>(List.of(out, two.incoming().answer()));
            out.finalResponse();
            join(leg("1002", ""), "1004");
            all.add(three.incoming().answer());
            Ear.allHearAllOthers(1.5, all);
            RawCall goes = all.remove(Integer.parseInt(who) - 1002);
            Found leg = leg(who, "");
            List<RawCall> in = new ArrayList<>();
            hearNoGap(
                    all.get(0),
                    all.get(1),
                    () -> {
                        moves(leg, "1005");
                        in.add(desk.incoming().answer());
                    });
            Ear.hearEachOther(goes, in.get(0), 1);
            Ear.hearEachOther(all.get(0), all.get(1), 1);
            goes.hangUp();
            in.get(0).hasEnded();
            Ear.hearEachOther(all.get(0), all.get(1), 1);
            all.get(0).hangUp();
            all.get(1).hasEnded();
        }
        server.hasNoCalls();
    }

    private void join(Found by, String third) throws Exception {
        rest.post(
                "/calls/" + by.call() + "/commands",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("command", "join")
                        .put("leg", by.leg())
                        .put("to", third));
    }

    private interface Change {
        void run() throws Exception;
    }

    private static void hearNoGap(RawCall one, RawCall other, Change change) throws Exception {
        long begin = System.nanoTime();
        one.listen();
        other.listen();
        change.run();
        double seconds = (System.nanoTime() - begin) / 1e9 + 1;
        one.heard(seconds)
                .hears(other.tone())
                .doesNotHear(one.tone())
                .hasNoGap(other.tone(), LONGEST_GAP_MS);
        other.heard(seconds)
                .hears(one.tone())
                .doesNotHear(other.tone())
                .hasNoGap(one.tone(), LONGEST_GAP_MS);
    }
}
