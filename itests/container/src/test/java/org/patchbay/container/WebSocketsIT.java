package org.patchbay.container;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.ServiceRegistration;
import org.patchbay.call.api.BrowserPhones;

/** What is pushed to pages and programs, and what they say. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WebSocketsIT extends WebHouse {
    @Test
    public void aPictureThenEventsAndNothingTwiceAfterAwayTime() throws Exception {
        Browser operator = Browser.of("operator");
        Said first = operator.watch(EVENTS);
        first.say("{\"type\":\"begin\"}");
        JsonNode picture = Browser.json(first.next());
        assertEquals("snapshot", picture.path("type").asText());
        assertTrue(picture.path("devices").size() > 0 || picture.path("scripts").size() > 0);
        String call =
                Browser.json(operator.post("/api/v1/calls", from("browser:anna")))
                        .path("call")
                        .asText();
        JsonNode started = first.event("CallStarted");
        assertTrue(started.path("number").asLong() > picture.path("number").asLong());
        long seen = first.event("LegAnswered").path("number").asLong();
        first.socket().abort();

        Said again = operator.watch(EVENTS);
        again.say(
                "{\"type\":\"begin\",\"boot\":"
                        + picture.path("boot")
                        + ",\"number\":"
                        + seen
                        + "}");
        operator.delete("/api/v1/calls/" + call);
        JsonNode begun = Browser.json(again.next());
        assertEquals(begun.toString(), "begun", begun.path("type").asText());
        assertEquals(picture.path("boot"), begun.path("boot"));
        assertEquals(seen, begun.path("number").asLong());
        JsonNode next = Browser.json(again.next());
        assertEquals(next.toString(), "event", next.path("type").asText());
        assertEquals(seen + 1, next.path("number").asLong());

        Said stranger = operator.watch(EVENTS);
        stranger.say("{\"type\":\"begin\",\"boot\":\"other\",\"number\":5}");
        assertEquals("snapshot", Browser.json(stranger.next()).path("type").asText());
        hub.calls().forEach(c -> delete(operator, c.id().value()));
    }

    private static void delete(Browser operator, String call) {
        try {
            operator.delete("/api/v1/calls/" + call);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void levelsComeWhereTheyAreWanted() throws Exception {
        Said said = Browser.of("operator").watch(EVENTS);
        said.say("{\"type\":\"levels\",\"on\":true}");
        assertEquals("levels", Browser.json(said.next()).path("type").asText());
    }

    @Test
    public void onlyWhoMayAndFromAPageOfOursGetsASocket() throws Exception {
        Browser stranger = new Browser();
        assertEquals(401, refused(stranger, EVENTS, "https://" + stranger.host()));
        Browser operator = Browser.of("operator");
        assertEquals(403, refused(operator, EVENTS, "https://evil.example"));
        assertEquals(403, refused(operator, EVENTS, "http://" + operator.host()));
        assertEquals(403, refused(operator, EVENTS, "null"));
        assertEquals(403, refused(operator, EVENTS, ""));
        assertEquals(403, refused(operator, PHONE, "https://evil.example"));
        Browser user = Browser.of("user");
        assertEquals(403, refused(user, EVENTS, "https://" + user.host()));
        assertTrue(phones.heard.isEmpty());
    }

    private static int refused(Browser browser, String path, String origin) throws Exception {
        try {
            browser.socket(path, origin, new Said()).get();
            return 101;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof WebSocketHandshakeException handshake) {
                assertEquals(
                        "application/problem+json",
                        handshake.getResponse().headers().firstValue("Content-Type").get());
                return handshake.getResponse().statusCode();
            }
            throw e;
        }
    }

    @Test
    public void whatIsNoHandshakeIsToldSo() throws Exception {
        Browser operator = Browser.of("operator");
        for (String path : List.of(EVENTS, PHONE)) {
            HttpResponse<String> page = operator.get(path);
            assertProblem(426, page);
            assertEquals("websocket", page.headers().firstValue("Upgrade").get());
            assertEquals("13", page.headers().firstValue("Sec-WebSocket-Version").get());
            HttpResponse<String> post = operator.post(path, "{}");
            assertProblem(405, post);
            assertEquals("GET", post.headers().firstValue("Allow").get());
        }
        String half =
                "GET /api/v1/events HTTP/1.1\r\nHost: %s\r\nOrigin: https://%s\r\nCookie: %s\r\n"
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\n%s\r\n";
        for (String rest : List.of("", "Sec-WebSocket-Version: 13\r\n")) {
            String host = operator.host();
            String said = String.format(half, host, host, operator.cookie(), rest);
            try (Socket socket = operator.say("127.0.0.1", said)) {
                byte[] answer = socket.getInputStream().readNBytes(12);
                assertTrue(
                        new String(answer, US_ASCII), new String(answer, US_ASCII).contains(" 4"));
            }
        }
    }

    @Test
    public void whoLogsOutHasNoSocketAnyMore() throws Exception {
        Browser operator = Browser.of("operator");
        Said events = operator.watch(EVENTS);
        Said phone = operator.watch(PHONE);
        Said others = Browser.of("operator").watch(EVENTS);
        operator.delete("/api/v1/session");
        assertEquals(1008, events.closed());
        assertEquals(1008, phone.closed());
        others.say("{\"type\":\"begin\"}");
        others.next();
        assertTrue(others.isOpen());
    }

    @Test
    public void whatMakesNoSenseEndsTheSocketAndNothingElse() throws Exception {
        Browser operator = Browser.of("operator");
        for (String text : List.of("", "x", "[]", "{\"type\":\"explode\"}", "[".repeat(60_000))) {
            Said said = operator.watch(EVENTS);
            said.say(text);
            assertEquals(text, 1008, said.closed());
        }
        Said binary = operator.watch(EVENTS);
        binary.socket().sendBinary(ByteBuffer.wrap(new byte[10]), true);
        assertEquals(1003, binary.closed());
        Said flood = operator.watch(EVENTS);
        for (int i = 0; i < 100 && flood.isOpen(); i++) {
            flood.socket()
                    .sendText("{\"type\":\"levels\",\"on\":false}", true)
                    .exceptionally(e -> null)
                    .get();
        }
        assertEquals(1008, flood.closed());
        Said fine = operator.watch(EVENTS);
        fine.say("{\"type\":\"begin\"}");
        assertEquals("snapshot", Browser.json(fine.next()).path("type").asText());
    }

    @Test
    public void whatAPageSaysIsHandedThroughUnread() throws Exception {
        Browser user = Browser.of("user");
        Said page = user.watch(PHONE);
        assertEquals("open user user", phones.heard.poll(20, TimeUnit.SECONDS));
        String text = "{\"sdp\":\"" + "ü".repeat(20_000) + "\"}";
        page.say(text);
        assertEquals("said " + text, phones.heard.poll(20, TimeUnit.SECONDS));
        assertEquals(text + "!", page.next());
        page.socket().sendClose(1000, "").get();
        assertEquals("closed", phones.heard.poll(20, TimeUnit.SECONDS));
        assertTrue(phones.heard.isEmpty());
    }

    @Test
    public void aHugeTextEndsThePageWhetherWholeOrInPieces() throws Exception {
        Browser user = Browser.of("user");
        Said whole = user.watch(PHONE);
        whole.socket().sendText("x".repeat(70_000), true).exceptionally(e -> null).get();
        assertCutOff(whole);
        Said pieces = user.watch(PHONE);
        for (int i = 0; i < 200 && pieces.isOpen(); i++) {
            pieces.socket().sendText("x".repeat(1000), false).exceptionally(e -> null).get();
        }
        assertCutOff(pieces);
        await("both are gone", () -> phones.heard.stream().filter("closed"::equals).count() == 2);
        assertTrue(phones.heard.stream().noneMatch(h -> h.startsWith("said")));
    }

    /** Who is still sending when the connection ends may not hear why. */
    private static void assertCutOff(Said said) throws Exception {
        int code = said.closed();
        assertTrue("code " + code, code == 1009 || code == -1);
    }

    @Test
    public void aPageThatDoesNotListenIsLeftAndNobodyWaitsForIt() throws Exception {
        Browser user = Browser.of("user");
        Said deaf =
                new Said() {
                    @Override
                    public void onOpen(java.net.http.WebSocket from) {
                        // asks for nothing
                    }
                };
        deaf.socket(user.socket(PHONE, "https://" + user.host(), deaf).get());
        BrowserPhones.Page page = phones.pages.poll(20, TimeUnit.SECONDS);
        String text = "x".repeat(50_000);
        long began = System.nanoTime();
        for (int i = 0; i < 2000; i++) {
            page.tell(text);
        }
        long tookMs = (System.nanoTime() - began) / 1_000_000;
        assertTrue("telling took " + tookMs + " ms", tookMs < 10_000);
        // By the second look, each 20 s, after it has taken nothing for 20 s.
        await(TWO_LOOKS, "it is gone", () -> phones.heard.contains("closed"));
    }

    @Test
    public void withoutThePartThereIsNoPhone() throws Exception {
        registrations.forEach(ServiceRegistration::unregister);
        registrations.clear();
        Browser user = Browser.of("user");
        assertEquals(503, refused(user, PHONE, "https://" + user.host()));
    }
}
