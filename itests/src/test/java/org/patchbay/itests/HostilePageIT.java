package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.HouseLine;
import org.patchbay.itests.peers.RawCall;
import org.patchbay.itests.peers.RawPhone;
import org.patchbay.itests.server.Rest;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SignIns;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.peer.BrowserPeer;

/**
 * Pages that say what they should not, to the phones of a house as the launcher starts it: each
 * wrong word has its error or its close, and nothing is left behind.
 */
@Tag("beside")
class HostilePageIT {
    private static final String ANNA = "u1004";
    private static final String BEN = "u1006";

    private static Server server;
    private static Rest rest;
    private static HouseLine line;
    private BrowserPeer anna;
    private BrowserPeer ben;

    @BeforeAll
    static void start() throws Exception {
        server =
                Server.start(
                        "hostile-pages",
                        Server.HOST,
                        40,
                        home -> SignIns.allow(home, List.of(ANNA, BEN), "operator"));
        rest = Rest.of(server, ANNA, SignIns.password(ANNA));
        line = new HouseLine(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        anna = new BrowserPeer(ANNA, 700, -15).at(line);
        ben = new BrowserPeer(BEN, 1100, -15).at(line);
        anna.next("hello");
        ben.next("hello");
    }

    @AfterEach
    void nothingIsLeft() {
        anna.close();
        ben.close();
        Eventually.holds(() -> assertEquals(0, rest.json("/calls").path("items").size()));
        Eventually.holds(() -> assertEquals(0, phones()));
        server.hasNoCalls();
        Eventually.holds(
                () -> {
                    String media = server.console("pbx:media").lines().findFirst().orElseThrow();
                    assertTrue(media.startsWith("0 sessions, 0 mixes, 0 of "), media);
                });
    }

    private static long phones() throws Exception {
        for (JsonNode counter : rest.json("/counters?part=web").path("items")) {
            if (counter.path("name").asText().equals("phones")) {
                return counter.path("value").asLong();
            }
        }
        throw new AssertionError("nobody counts phones");
    }

    private static void isRefused(BrowserPeer page, String of, String code) {
        JsonNode error = page.next("error");
        assertEquals(
                of + " " + code,
                error.path("of").asText() + " " + error.path("code").asText(),
                error::toString);
    }

    private static String calls(BrowserPeer page, String number) {
        page.say("call", Map.of("to", number));
        return page.next("webrtc-incoming").path("call").asText();
    }

    private static void links(BrowserPeer page, String call, String session, String code) {
        page.say("webrtc-link", Map.of("call", call, "session", session));
        isRefused(page, "webrtc-link", code);
    }

    private static void offers(BrowserPeer page, String sdp, String code) {
        page.say("webrtc-offer", Map.of("session", "s1", "sdp", sdp));
        isRefused(page, "webrtc-offer", code);
    }

    @Test
    void words_in_the_wrong_order_and_of_others_are_told_what_is_wrong() throws Exception {
        try (RawPhone desk = RawPhone.of(server, "1002").registered()) {
            String own = calls(anna, "1002");
            String bens = calls(ben, "1002");
            links(anna, own, "s1", "unknown-session");
            anna.say("candidate", Map.of("session", "s1", "candidate", ""));
            isRefused(anna, "candidate", "unknown-session");
            anna.say("webrtc-restart", Map.of("session", "s1", "sdp", "v=0"));
            isRefused(anna, "webrtc-restart", "unknown-session");
            links(anna, "nobodys", "s1", "unknown-call");

            anna.open("s1");
            links(anna, bens, "s1", "unknown-call");
            links(ben, bens, "s1", "unknown-session");
            for (String word : List.of("hangup", "decline", "ignore")) {
                anna.say(word, Map.of("call", bens));
                isRefused(anna, word, "unknown-call");
            }
            offers(anna, anna.offer(), "session-exists");

            anna.open("s2");
            anna.link(own, "s2");
            RawCall rung = desk.incoming();
            links(anna, own, "s1", "already-linked");
            links(anna, calls(anna, "1003"), "s2", "session-in-use");
            anna.say("hold", Map.of("call", own, "on", true));
            isRefused(anna, "hold", "not-up");
            anna.say("transfer", Map.of("call", own, "other", bens));
            isRefused(anna, "transfer", "not-up");
            anna.say("decline", Map.of("call", own));
            isRefused(anna, "decline", "already-linked");
            anna.say("hangup", Map.of("call", own));
            rung.request("CANCEL");
        }
    }

    @Test
    void what_cannot_be_read_is_told_so() throws Exception {
        for (String text : List.of("", "{{{", "[]", "{}", "{\"type\":7}", "{\"type\":\"x\"}")) {
            anna.sayRaw(text);
            isRefused(anna, "", "bad-message");
        }
        anna.sayRaw("[".repeat(10_000));
        isRefused(anna, "", "bad-message");
        String good = anna.offer();
        offers(anna, "x".repeat(20_000), "bad-message");
        offers(anna, "no description", "bad-sdp");
        offers(anna, good.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"), "no-codec");
        offers(anna, good.replace("a=fingerprint", "a=x"), "bad-sdp");
        offers(anna, good.replace("a=rtcp-mux", "a=x"), "no-codec");

        anna.open("s1");
        for (String candidate :
                List.of("rubbish", "candidate:1 1 udp 5 127.0.0.1 99999 typ host")) {
            anna.say("candidate", Map.of("session", "s1", "candidate", candidate));
            isRefused(anna, "candidate", "bad-candidate");
        }
        anna.say("candidate", Map.of("session", "s1", "candidate", "x".repeat(5000)));
        isRefused(anna, "candidate", "bad-message");
        for (int i = 0; i < 61; i++) {
            anna.say("candidate", Map.of("session", "s1", "candidate", ""));
        }
        anna.say("candidate", Map.of("session", "s1", "candidate", ""));
        isRefused(anna, "candidate", "too-many");
        anna.say("webrtc-restart", Map.of("session", "s1", "sdp", "no description"));
        isRefused(anna, "webrtc-restart", "bad-sdp");
    }

    @Test
    void what_is_too_large_or_too_much_or_no_text_ends_the_connection_and_no_other() {
        isPutOut(List.of(1009), socket -> socket.sendText("x".repeat(70_000), true).join());
        isPutOut(List.of(1003), socket -> socket.sendBinary(ByteBuffer.allocate(10), true).join());
        isPutOut(
                List.of(1008, 1006), // the reason is lost where words are still on their way
                socket -> {
                    for (int i = 0; i < 400; i++) {
                        socket.sendText("{}", true).join();
                    }
                });
        assertEquals(0, ben.closedWith());
        ben.sayRaw("{}");
        isRefused(ben, "", "bad-message");
    }

    /** Its phone had a call that was not linked, and a session. */
    private void isPutOut(List<Integer> codes, Consumer<WebSocket> says) {
        BrowserPeer told = new BrowserPeer(ANNA, 700, -15);
        WebSocket socket = line.socket(ANNA, "phone", new HouseLine.Told(told));
        told.next("hello");
        try {
            String offer = told.offer().replace("\r\n", "\\r\\n");
            socket.sendText("{\"type\":\"call\",\"to\":\"1002\"}", true).join();
            String words = "{\"type\":\"webrtc-offer\",\"session\":\"s\",\"sdp\":\"%s\"}";
            socket.sendText(words.formatted(offer), true).join();
            told.next("webrtc-answer");
            says.accept(socket);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        } catch (CompletionException e) {
            // the house was faster
        }
        Eventually.holds(
                () ->
                        assertTrue(
                                codes.contains(told.closedWith()),
                                () -> "closed with " + told.closedWith()));
        told.closePeerConnection();
        Eventually.holds(() -> assertEquals(2, phones()));
    }
}
