package org.patchbay.web.internal.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.LineStates;
import org.patchbay.call.api.Party;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.User;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.api.Mix.MixSnapshot;
import org.patchbay.media.api.Mix.Seat;
import org.patchbay.sdp.Direction;
import org.patchbay.web.internal.http.Json;

class CallViewTest {
    private static final Directory DIRECTORY =
            new Directory(
                    "pbx",
                    1,
                    Map.of("anna", new User("anna", "Anna", "1001", List.of("1001"))),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    Map.of());

    private static MediaSessionSnapshot media(String name, Direction direction, double rttMs) {
        return new MediaSessionSnapshot(
                name,
                "PCMU/8000",
                "l",
                "r",
                direction,
                false,
                99,
                100,
                1,
                0,
                0,
                2.34,
                40,
                rttMs,
                0,
                "",
                0,
                0,
                -20,
                -30);
    }

    private static LegSnapshot leg(
            String id, boolean incoming, String target, Optional<MediaSessionSnapshot> media) {
        return new LegSnapshot(new LegId(id), incoming, target, "confirmed", "", media);
    }

    private static CallSnapshot call(List<LegSnapshot> legs, Optional<MixSnapshot> mix) {
        return call("TALKING", Optional.empty(), legs, mix);
    }

    private static CallSnapshot room(List<LegSnapshot> legs) {
        return call("IN_ROOM", Optional.of("8001"), legs, Optional.empty());
    }

    private static CallSnapshot call(
            String state,
            Optional<String> room,
            List<LegSnapshot> legs,
            Optional<MixSnapshot> mix) {
        return new CallSnapshot(
                new CallId("c1"),
                state,
                Instant.ofEpochMilli(5),
                Optional.empty(),
                new Party("1002", "Ben"),
                "1001",
                room,
                Optional.empty(),
                "",
                List.of(),
                legs,
                mix);
    }

    private static JsonNode view(CallSnapshot call, Optional<LineStates.State> state) {
        return view(call, Map.of(), state);
    }

    private static JsonNode view(
            CallSnapshot call, Map<LegId, Party> callers, Optional<LineStates.State> state) {
        CallView view = new CallView(Optional.of(DIRECTORY), callers, leg -> state);
        return Json.object(Json.text(view.call(call)));
    }

    @Test
    void one_call_alone_is_told_with_every_figure() {
        LegSnapshot leg =
                new LegSnapshot(
                        new LegId("l1"),
                        true,
                        "device:1001",
                        "up",
                        "udp 192.0.2.7:5070",
                        Optional.of(media("m1", Direction.SENDRECV, 12)));
        MixSnapshot mix =
                new MixSnapshot(
                        "c1", "media-0", false, 8000, 50, List.of(new Seat("m1", -20, 0, false)));
        CallSnapshot call = call(List.of(leg), Optional.of(mix));
        CallView view = new CallView(Optional.of(DIRECTORY), Map.of(), l -> talking());
        JsonNode json = Json.object(Json.text(view.whole(call)));
        assertEquals("udp 192.0.2.7:5070", json.at("/legs/0/address").asText());
        assertEquals("up", json.at("/legs/0/state").asText());
        assertEquals(100, json.at("/legs/0/media/packetsSent").asInt());
        assertEquals(-30, json.at("/legs/0/media/levelOutDb").asDouble());
        assertEquals("SENDRECV", json.at("/legs/0/media/direction").asText());
        assertEquals("m1", json.at("/mix/seats/0/member").asText());
        assertFalse(view(call, talking()).at("/legs/0").has("media"));
    }

    @Test
    void a_leg_says_who_it_is_how_far_it_came_and_how_it_sounds() {
        LegSnapshot leg =
                leg("l1", false, "device:1001#2", Optional.of(media("m1", Direction.SENDRECV, 12)));
        JsonNode json = view(call(List.of(leg), Optional.empty()), talking()).at("/legs/0");
        assertEquals("Anna", json.at("/party/name").asText());
        assertEquals("out", json.path("direction").asText());
        assertEquals("up", json.path("state").asText());
        assertEquals(1.0, json.path("lossPercent").asDouble());
        assertEquals(2.3, json.path("jitterMs").asDouble());
        assertEquals(12, json.path("rttMs").asDouble());
        assertEquals("none", json.path("protection").asText());
    }

    @Test
    void what_is_not_known_is_left_out() {
        LegSnapshot leg =
                leg("l1", true, "trunk:acme", Optional.of(media("m1", Direction.SENDRECV, -1)));
        JsonNode json =
                view(
                        call(
                                List.of(leg, leg("l2", false, "trunk:acme/+49", Optional.empty())),
                                Optional.empty()),
                        Optional.empty());
        assertEquals("Ben", json.at("/legs/0/party/name").asText());
        assertEquals(true, json.at("/legs/0/rttMs").isMissingNode());
        assertEquals("+49", json.at("/legs/1/party/number").asText());
        assertEquals(true, json.at("/legs/1/codec").isMissingNode());
        assertEquals("dialling", json.at("/legs/1/state").asText());
        assertEquals(true, json.at("/mix").isMissingNode());
    }

    @Test
    void who_is_heard_before_the_answer_is_early() {
        List<LegSnapshot> legs =
                List.of(
                        leg("l1", false, "device:1001", Optional.empty()),
                        leg(
                                "l2",
                                false,
                                "device:1002",
                                Optional.of(media("m2", Direction.SENDRECV, -1))));
        JsonNode json = view(call(legs, Optional.empty()), Optional.of(LineStates.State.RINGING));
        assertEquals("ringing", json.at("/legs/0/state").asText());
        assertEquals("early", json.at("/legs/1/state").asText());
    }

    @Test
    void each_hears_all_others_who_may_be_heard_and_nobody_itself() {
        LegSnapshot anna =
                leg("l1", true, "device:1001", Optional.of(media("m1", Direction.SENDRECV, -1)));
        LegSnapshot ben =
                leg("l2", false, "device:1002", Optional.of(media("m2", Direction.SENDRECV, -1)));
        LegSnapshot away =
                leg("l3", false, "device:1003", Optional.of(media("m3", Direction.RECVONLY, -1)));
        MixSnapshot mix =
                new MixSnapshot(
                        "c1",
                        "media-0",
                        false,
                        8000,
                        1,
                        List.of(
                                new Seat("m1", -20, 0, false),
                                new Seat("l2", -21.04, 0, true),
                                new Seat("m3", -96, 0, false),
                                new Seat("music", -10, 0, false)));
        JsonNode json = view(call(List.of(anna, ben, away), Optional.of(mix)), talking());
        assertEquals("[\"l3\"]", json.at("/hears/l1").toString());
        assertEquals("[\"l1\",\"l3\"]", json.at("/hears/l2").toString());
        assertEquals("[]", json.at("/hears/l3").toString());
        assertEquals(true, json.at("/legs/1/muted").asBoolean());
        assertEquals(-21.0, json.at("/legs/1/levelDb").asDouble());
    }

    /** In its own call it says what the caller said of himself; in the room nobody did. */
    @Test
    void who_sits_in_a_room_is_called_as_in_the_call_that_brought_him() {
        List<LegSnapshot> legs =
                List.of(
                        leg("l1", true, "trunk:acme", Optional.empty()),
                        leg("l2", true, "device:1001", Optional.empty()),
                        leg("l3", false, "device:1001", Optional.empty()));
        CallSnapshot room = room(legs);
        Map<LegId, Party> callers = Map.of(new LegId("l1"), new Party("+49", "Grace"));
        JsonNode json = view(room, callers, talking());
        assertEquals("Grace", json.at("/legs/0/party/name").asText());
        assertEquals("Anna", json.at("/legs/1/party/name").asText());
        assertEquals("Anna", json.at("/legs/2/party/name").asText());
    }

    @Test
    void figures_are_levels_and_how_well_it_comes() {
        LegSnapshot leg =
                leg("l1", false, "device:1001", Optional.of(media("l1", Direction.SENDRECV, 12)));
        MixSnapshot mix =
                new MixSnapshot(
                        "c1", "media-0", false, 8000, 1, List.of(new Seat("l1", -20, 0, false)));
        CallSnapshot call = call(List.of(leg), Optional.of(mix));
        assertEquals(Map.of("l1", -20.0), CallView.levels(call));
        JsonNode figures = Json.object(Json.text(CallView.figures(call))).path("l1");
        assertEquals(-20.0, figures.path("levelDb").asDouble());
        assertEquals(1.0, figures.path("lossPercent").asDouble());
        assertEquals(2.3, figures.path("jitterMs").asDouble());
        assertEquals(12.0, figures.path("rttMs").asDouble());
        assertTrue(figures.path("mos").asDouble() > 1, figures::toString);
        assertEquals(5, figures.size(), figures::toString);
    }

    private static Optional<LineStates.State> talking() {
        return Optional.of(LineStates.State.TALKING);
    }
}
