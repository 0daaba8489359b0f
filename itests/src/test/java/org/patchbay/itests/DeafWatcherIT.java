package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.itests.peers.DeafWatcher;
import org.patchbay.itests.peers.HouseLine;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Left;
import org.patchbay.itests.server.Rest;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SignIns;
import org.patchbay.itests.sound.Recording;
import org.patchbay.testkit.Eventually;

/** One who watches the house and takes nothing of what it is told is nobody else's trouble. */
class DeafWatcherIT {
    private static final String OPERATOR = "u1004";
    private static final String ROOM = "8001";
    private static final int EVENTS = 1500;
    private static final int SOME_MORE = 100;
    private static final int LONGEST_GAP_MS = 80;

    /**
     * Stuck for 20 seconds, which is looked at every 20; who is only silent is given 65, and this
     * one is not silent.
     */
    private static final Duration LET_GO_WITHIN = Duration.ofSeconds(45);

    private static final Duration ASKS_EVERY = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Server server;
    private static Rest rest;

    @BeforeAll
    static void start() throws Exception {
        server =
                Server.start(
                        "deaf", Server.HOST, 40, home -> SignIns.allow(home, OPERATOR, "operator"));
        rest = Rest.of(server, OPERATOR, SignIns.password(OPERATOR));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void it_is_let_go_and_others_are_told_everything_and_talk_on() throws Exception {
        Watcher watcher = new Watcher();
        WebSocket heard =
                new HouseLine(server).socket(OPERATOR, "events", new HouseLine.Told(watcher));
        heard.sendText("{\"type\":\"begin\"}", true).join();
        Eventually.holds(() -> assertEquals(1, watcher.told.size()));
        try (RawPhone one = RawPhone.of(server, "1002").registered();
                RawPhone two = RawPhone.of(server, "1003").registered();
                RawPhone third = RawPhone.of(server, "1005").registered()) {
            RawCall a = one.call(ROOM).answeredOk();
            RawCall b = two.call(ROOM).answeredOk();
            RawCall muted = third.call(ROOM).answeredOk();
            Left before = Left.of(server);
            a.listen();
            b.listen();
            long began = System.nanoTime();
            try (DeafWatcher deaf = new DeafWatcher(server, rest)) {
                String begin = begin(watcher);
                deaf.say(begin);
                Eventually.holds(() -> assertEquals(2, watchers()));
                muteAndUnmute(EVENTS);
                // More than the sockets of both sides hold: it asks for all of it again and again.
                Eventually.holds(LET_GO_WITHIN, ASKS_EVERY, () -> asksOrIsLetGo(deaf, begin));
                muteAndUnmute(SOME_MORE);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            hears(a.heard(seconds), b);
            hears(b.heard(seconds), a);
            isOnlyOne();
            a.hangUp();
            b.hangUp();
            muted.hangUp();
            server.hasNoCalls();
            Eventually.holds(
                    Duration.ofSeconds(60), Duration.ofSeconds(2), () -> before.isAllOf(server));
        }
        isToldAllInOrder(watcher);
        heard.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        Eventually.holds(() -> assertEquals(0, watchers()));
    }

    /** From the beginning of it all. */
    private static String begin(Watcher watcher) {
        JsonNode picture = watcher.told.get(0);
        return "{\"type\":\"begin\",\"boot\":%s,\"number\":%s}"
                .formatted(picture.path("boot"), picture.path("number"));
    }

    private static void asksOrIsLetGo(DeafWatcher deaf, String begin) throws Exception {
        if (watchers() > 1) {
            deaf.say(begin);
            throw new AssertionError("it is still there");
        }
    }

    private static void muteAndUnmute(int times) throws Exception {
        JsonNode call = rest.json("/calls?room=" + ROOM).at("/items/0");
        String id = call.path("id").asText();
        String leg = "";
        for (JsonNode one : call.path("legs")) {
            leg = one.path("target").asText().equals("device:1005") ? one.path("id").asText() : leg;
        }
        for (int i = 0; i < times; i++) {
            rest.post(
                    "/calls/" + id + "/commands",
                    200,
                    Map.of("command", "mute", "leg", leg, "on", i % 2 == 0));
        }
    }

    private static long watchers() throws Exception {
        for (JsonNode counter : rest.json("/counters?part=web").path("items")) {
            if (counter.path("name").asText().equals("watchers")) {
                return counter.path("value").asLong();
            }
        }
        throw new AssertionError("nobody counts watchers");
    }

    private static void hears(Recording heard, RawCall other) {
        heard.hears(other.tone()).hasNoGap(other.tone(), LONGEST_GAP_MS);
    }

    /** Of what a watcher has in memory; the other one watches still. */
    private static void isOnlyOne() {
        String classes = server.jcmd("GC.class_histogram");
        for (String name : List.of("EventSocket", "Watcher", "Outlet")) {
            String its = "org.patchbay.web.internal.live." + name + " ";
            String line =
                    classes.lines().filter(l -> (l + " ").contains(its)).findFirst().orElse("");
            assertTrue(line.strip().matches("\\d+: +1 .*"), name + ": " + line);
        }
    }

    private static void isToldAllInOrder(Watcher watcher) {
        List<JsonNode> told = List.copyOf(watcher.told);
        assertEquals("snapshot", told.get(0).path("type").asText());
        long last = told.get(0).path("number").asLong();
        for (JsonNode event : told.subList(1, told.size())) {
            assertEquals("event", event.path("type").asText(), event::toString);
            assertEquals(++last, event.path("number").asLong());
        }
        long mutes = told.stream().filter(e -> kind(e).equals("LegMuted")).count();
        assertEquals(EVENTS + SOME_MORE, mutes);
    }

    private static String kind(JsonNode told) {
        return told.at("/event/kind").asText();
    }

    /** One who listens. */
    private static final class Watcher implements BrowserPhones.Page {
        final List<JsonNode> told = new CopyOnWriteArrayList<>();

        @Override
        public void tell(String json) {
            try {
                told.add(JSON.readTree(json));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException(json, e);
            }
        }

        @Override
        public void close(int code, String reason) {
            throw new AssertionError("put out: " + code + " " + reason);
        }
    }
}
