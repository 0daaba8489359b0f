package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.Target;
import org.patchbay.sdp.IceDtls;
import org.patchbay.sdp.SessionDescription;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.Office.Told;
import org.patchbay.webrtc.internal.peer.BrowserPeer;
import org.patchbay.webrtc.internal.peer.Flood;
import org.patchbay.webrtc.internal.peer.Hammer;
import org.patchbay.webrtc.internal.phone.HouseLimits;

/** Pages that do what they should not: a clear error, a bound, and nothing left behind. */
class HostileTest {
    private Office office;
    private BrowserPeer anna;
    private String token;

    @BeforeEach
    void open() throws IOException {
        office = new Office(new HouseLimits(3, 2, 4, 3, 1, 40), Duration.ofSeconds(10), false);
        anna = office.page("anna", 700);
        token = anna.next("hello").path("token").asText();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static void assertError(BrowserPeer peer, String of, String code) {
        JsonNode error = peer.next("error");
        assertEquals(
                of + " " + code, error.path("of").asText() + " " + error.path("code").asText());
    }

    private void offer(BrowserPeer peer, String session, String sdp) {
        peer.say("webrtc-offer", Map.of("session", session, "sdp", sdp));
    }

    @Test
    void brokenJsonAndBrokenDescriptions() throws IOException {
        anna.sayRaw("{{{");
        assertError(anna, "", "bad-message");
        anna.sayRaw("x".repeat(100_000));
        assertError(anna, "", "bad-message");
        offer(anna, "s1", "no description");
        assertError(anna, "webrtc-offer", "bad-sdp");
        String good = anna.offer();
        offer(anna, "s1", good.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"));
        assertError(anna, "webrtc-offer", "no-codec");
        offer(anna, "s1", good.replace("a=fingerprint", "a=x"));
        assertError(anna, "webrtc-offer", "bad-sdp");
        offer(anna, "s1", good.replace("a=rtcp-mux", "a=x"));
        assertError(anna, "webrtc-offer", "no-codec");
        assertEquals(0, office.phones().count().sessions());
        Eventually.holds(() -> assertEquals(0, office.media.snapshot().sessions()));
        offer(anna, "s1", good);
        anna.next("webrtc-answer");
        anna.say("candidate", Map.of("session", "s1", "candidate", "rubbish"));
        assertError(anna, "candidate", "bad-candidate");
        anna.say(
                "candidate",
                Map.of(
                        "session",
                        "s1",
                        "candidate",
                        "candidate:1 1 udp 5 6f1d1f1e-2f0c.local 5000 typ host"));
        anna.say("webrtc-restart", Map.of("session", "s1", "sdp", "no description"));
        assertError(anna, "webrtc-restart", "bad-sdp");
        assertEquals(1, office.phones().count().sessions());
    }

    @Test
    void thereAreOnlySoManySessionsAndPages() throws IOException {
        String sdp = anna.offer();
        offer(anna, "s1", sdp);
        offer(anna, "s2", sdp);
        offer(anna, "s3", sdp);
        assertError(anna, "webrtc-offer", "too-many");
        BrowserPeer second = office.page("anna", 700);
        second.next("hello");
        offer(second, "s1", sdp);
        assertError(second, "webrtc-offer", "too-many");
        office.page("anna", 700).next("hello");
        assertEquals(1013, office.page("anna", 700).closedWith());
        office.page("ben", 700).next("hello");
        assertEquals(1013, office.page("carla", 700).closedWith(), "four pages in all");
        assertEquals(2, office.phones().count().sessions());
    }

    @Test
    void whoeverSaysTooMuchIsPutOut() {
        for (int i = 0; i < 41; i++) {
            anna.sayRaw("{}");
        }
        assertEquals(1008, anna.closedWith());
        Eventually.holds(() -> assertEquals(0, office.phones().count().pages()));
        assertTrue(!office.phones().canReach(Target.parse("browser:anna")));
        anna.sayRaw("{}");
    }

    @Test
    void aTokenIsItsUsersAndGoodForOnce() throws IOException {
        Told told = office.dial("browser:anna", "1009");
        String call = anna.next("webrtc-incoming").path("call").asText();
        anna.open("s1");
        anna.link(call, "s1");
        Eventually.holds(() -> assertTrue(told.words.contains("answered")));
        BrowserPeer ben = office.page("ben", 700);
        ben.next("hello");
        ben.say("resume", Map.of("token", token));
        assertError(ben, "resume", "unknown-token");
        ben.say("hangup", Map.of("call", call));
        assertError(ben, "hangup", "unknown-call");
        ben.say("webrtc-link", Map.of("call", call, "session", "s1"));
        assertError(ben, "webrtc-link", "unknown-call");

        BrowserPeer again = office.page("anna", 700);
        again.next("hello");
        again.say("resume", Map.of("token", token));
        JsonNode hello = again.next("hello");
        assertEquals(call, hello.path("resumed").get(0).path("call").asText());
        assertEquals(4001, anna.closedWith(), "the page that had it before");
        again.say("key", Map.of("call", call, "key", "5"));
        BrowserPeer third = office.page("anna", 700);
        third.next("hello");
        third.say("resume", Map.of("token", token));
        assertError(third, "resume", "unknown-token");
        again.say("hangup", Map.of("call", call));
        Eventually.holds(() -> assertTrue(told.words.contains("ended NORMAL")));
    }

    /** A network that goes twice: what the page was told in between never arrived, nor its end. */
    @Test
    void whoResumedAndWentUnheardMayComeAgain() throws IOException {
        Told told = office.dial("browser:anna", "1009");
        String call = anna.next("webrtc-incoming").path("call").asText();
        anna.open("s1");
        anna.link(call, "s1");
        Eventually.holds(() -> assertTrue(told.words.contains("answered")));
        BrowserPeer lost = office.page("anna", 700);
        lost.next("hello");
        lost.say("resume", Map.of("token", token));
        lost.next("hello");

        BrowserPeer again = office.page("anna", 700);
        again.next("hello");
        again.say("resume", Map.of("token", token));
        JsonNode hello = again.next("hello");
        assertEquals(call, hello.path("resumed").get(0).path("call").asText());
        again.say("hangup", Map.of("call", call));
        Eventually.holds(() -> assertTrue(told.words.contains("ended NORMAL")));
    }

    @Test
    void nobodyIsRungWhereNobodyIs() {
        Told told = office.dial("browser:nobody", "1009");
        Eventually.holds(() -> assertEquals(List.of("ended NOT_REGISTERED"), told.words));
    }

    @Test
    void aUserWhomTheDirectoryDoesNotKnowCallsNobody() throws IOException {
        BrowserPeer carla = office.page("carla", 700);
        carla.next("hello");
        carla.say("call", Map.of("to", "1001"));
        String call = carla.next("webrtc-incoming").path("call").asText();
        carla.open("s1");
        carla.link(call, "s1");
        assertEquals("forbidden", carla.next("call", n -> n.has("cause")).path("cause").asText());
        assertEquals(0, office.offered.size());
        Eventually.holds(() -> assertEquals(0, office.phones().count().sessions()));
    }

    @Test
    void rubbishOnThePortIsNothing() throws IOException {
        Told told = office.dial("browser:anna", "1009");
        String call = anna.next("webrtc-incoming").path("call").asText();
        anna.open("s1");
        anna.link(call, "s1");
        Eventually.holds(() -> assertTrue(told.words.contains("answered")));
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] packet = new byte[1 + random.nextInt(1400)];
            random.nextBytes(packet);
            anna.sendRaw(packet);
        }
        anna.say("key", Map.of("call", call, "key", "1"));
        Eventually.holds(() -> assertTrue(told.words.contains("digit 1"), told.words.toString()));
        assertTrue(told.cause == null);
    }

    /** Foreign names first: once so many have come, nobody comes any more. */
    @Test
    void checksFromEverywhereCostOnlySoMuch() throws IOException {
        String sdp = anna.offer();
        offer(anna, "s1", sdp);
        String answer = anna.next("webrtc-answer").path("sdp").asText();
        long before = connectors();
        String own = IceDtls.of(SessionDescription.parse(sdp)).ufrag();
        new Flood(answer, "another").checks(50);
        new Flood(answer.replaceAll("a=ice-ufrag:\\w+", "a=ice-ufrag:another"), own).checks(50);
        connects("ben");
        assertEquals(before + 1, connectors(), "of foreign names");
        new Flood(answer, own).checks(200);
        connects("carla");
        assertEquals(before + 1 + 16 + 1, connectors());
    }

    /** Packets are taken in their order: what was sent before is done with when this connects. */
    private void connects(String user) throws IOException {
        BrowserPeer peer = office.page(user, 700);
        peer.next("hello");
        peer.open("s1");
        Eventually.holds(() -> assertTrue(peer.isKeyed()));
    }

    /** It has the password too: each check that is heard is answered, and kept for a while. */
    @Test
    void whoChecksWithoutEndIsHeardSometimesAndOthersAllTheSame() throws Exception {
        String sdp = anna.offer();
        offer(anna, "s1", sdp);
        String answer = anna.next("webrtc-answer").path("sdp").asText();
        IceDtls own = IceDtls.of(SessionDescription.parse(sdp));
        try (Hammer hammer = new Hammer(answer, own.ufrag())) {
            Eventually.holds(() -> assertTrue(hammer.said() > 2000));
            connects("ben");
            Eventually.holds(() -> assertTrue(hammer.said() > 5_000));
            assertEquals(List.of(), threads("ice4j.NetAccessManager"));
            hammer.close();
            double most = 200 + 100 * hammer.seconds();
            assertTrue(hammer.answered() > 0);
            assertTrue(
                    hammer.answered() <= most,
                    hammer.answered() + " of " + hammer.said() + " in " + hammer.seconds() + " s");
        }
    }

    private static List<String> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(n -> n.startsWith(name))
                .toList();
    }

    private static long connectors() {
        return threads("IceConnector").size();
    }
}
