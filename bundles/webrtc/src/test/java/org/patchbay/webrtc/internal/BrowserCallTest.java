package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.JoinProgress;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.media.api.Mix;
import org.patchbay.sdp.DtlsSetup;
import org.patchbay.sdp.Fingerprint;
import org.patchbay.testkit.Eventually;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.webrtc.internal.Office.Told;
import org.patchbay.webrtc.internal.peer.BrowserPeer;
import org.patchbay.webrtc.internal.turn.IceServers;

/** Calls of pages over the loopback, heard through the real media engine. */
class BrowserCallTest {
    private static final double LEVEL = -15;

    private final ToneFinder at8 = new ToneFinder(8000);
    private Office office;
    private BrowserPeer anna;
    private BrowserPeer ben;
    private String token;

    @BeforeEach
    void open() throws IOException {
        office = new Office();
        anna = office.page("anna", 700);
        ben = office.page("ben", 1100);
        token = anna.next("hello").path("token").asText();
        ben.next("hello");
    }

    @AfterEach
    void close() {
        office.close();
    }

    /** The hub rings the page, which answers. */
    private Told answeredBy(BrowserPeer page, String user, String session) throws IOException {
        Told told = office.dial("browser:" + user, "1009");
        JsonNode incoming = page.next("webrtc-incoming");
        assertEquals("in", incoming.path("direction").asText());
        assertEquals("1009", incoming.path("party").path("number").asText());
        page.open(session);
        page.link(incoming.path("call").asText(), session);
        Eventually.holds(() -> assertEquals(List.of("ringing", "answered"), told.words));
        return told;
    }

    private Mix mixed(Told... legs) {
        Mix mix = office.media.createMix("m");
        for (Told told : legs) {
            mix.join(told.leg.media().orElseThrow()).toCompletableFuture().join();
        }
        return mix;
    }

    /** Both talk in step until each hears the other for a while without a gap, and not itself. */
    private void assertEachHearsTheOther() {
        anna.forget();
        ben.forget();
        long[] next = {System.nanoTime()};
        Eventually.holds(
                Duration.ofSeconds(20),
                () -> {
                    while (System.nanoTime() >= next[0]) {
                        next[0] += 20_000_000L;
                        anna.talk();
                        ben.talk();
                    }
                    assertHears(anna, 1100, 700);
                    assertHears(ben, 700, 1100);
                });
    }

    private void assertHears(BrowserPeer peer, double other, double own) {
        assertTrue(peer.packets() >= 30, "packets: " + peer.packets());
        float[] heard = peer.lately(400);
        assertEquals(LEVEL, at8.levelDb(heard, other), 1, "the other one");
        assertTrue(at8.levelDb(heard, own) < -60, "it hears itself");
        assertEquals(0, at8.longestGapMs(heard, other, LEVEL), "gap");
        assertEquals(0, peer.refused());
    }

    @Test
    void twoPagesHearEachOther() throws IOException {
        Told a = answeredBy(anna, "anna", "s1");
        Told b = answeredBy(ben, "ben", "s1");
        mixed(a, b);
        assertEachHearsTheOther();
        assertEquals("AES_CM_128_HMAC_SHA1_80", a.leg.snapshot().media().orElseThrow().srtp());
        assertEquals(2, office.phones().count().sessions());
    }

    @Test
    void aPageCallsAndAnotherIsCalled() throws IOException {
        anna.say("call", Map.of("to", "1002"));
        JsonNode pending = anna.next("webrtc-incoming");
        assertEquals("out", pending.path("direction").asText());
        String call = pending.path("call").asText();
        anna.open("mine");
        anna.link(call, "mine");
        Eventually.holds(() -> assertEquals(1, office.offered.size()));
        Told a = office.offered.get(0);
        assertEquals("1002", a.offer.called());
        assertEquals("anna", a.offer.user().orElseThrow());
        assertEquals("d1001", a.offer.device().orElseThrow());
        assertEquals("1001", a.offer.caller().number());
        assertEquals(List.of("PCMU"), a.offer.codecs());
        a.leg.ring();
        anna.next("call", n -> n.path("state").asText().equals("ringing"));
        Told b = answeredBy(ben, "ben", "s1");
        a.leg.answer().toCompletableFuture().join();
        anna.next("call", n -> n.path("state").asText().equals("up"));
        mixed(a, b);
        assertEachHearsTheOther();

        anna.say("key", Map.of("call", call, "key", "5"));
        Eventually.holds(() -> assertEquals(List.of("digit 5"), a.words));
        anna.say("transfer", Map.of("call", call, "to", "1003"));
        Eventually.holds(() -> assertTrue(a.words.contains("transfer 1003")));
        anna.say("join", Map.of("call", call, "to", "1004"));
        Eventually.holds(() -> assertTrue(a.words.contains("join 1004")));
        a.leg.joining(
                new TransferTo.Number("1004"),
                new JoinProgress.Failed(DisconnectCause.of(Reason.BUSY)));
        JsonNode busy = anna.next("call", n -> n.has("join"));
        assertEquals("1004 busy", busy.path("third").asText() + " " + busy.path("cause").asText());
        anna.say("hangup", Map.of("call", call));
        Eventually.holds(() -> assertTrue(a.words.contains("ended NORMAL")));
        assertEquals("normal", anna.next("call", n -> n.has("cause")).path("cause").asText());
        b.leg.hangup(DisconnectCause.of(Reason.NORMAL));
        Eventually.holds(() -> assertEquals(0, office.phones().count().sessions()));
        Eventually.holds(() -> assertEquals(0, office.media.snapshot().sessions()));
    }

    @Test
    void aCallThatWasAskedForElsewhereIsThePagesOwn() {
        office.ask("browser:anna", "1004");
        JsonNode asked = anna.next("webrtc-incoming");
        assertEquals("out", asked.path("direction").asText());
        assertEquals("1004", asked.path("party").path("number").asText());
    }

    @ParameterizedTest
    @EnumSource(DtlsSetup.class)
    void whoeverBeginsTheHandshake(DtlsSetup setup) throws IOException {
        anna.setup(setup);
        Told a = answeredBy(anna, "anna", "s1");
        mixed(a, answeredBy(ben, "ben", "s1"));
        assertEachHearsTheOther();
    }

    @Test
    void anotherCertificateThanWasSaidIsNotTalkedTo() throws IOException {
        anna.claims(Fingerprint.of("sha-256", new byte[] {1}));
        Told told = office.dial("browser:anna", "1009");
        String call = anna.next("webrtc-incoming").path("call").asText();
        anna.open("s1");
        anna.link(call, "s1");
        assertEquals("failed", anna.next("error").path("code").asText());
        Eventually.holds(() -> assertEquals(List.of("ringing", "ended MEDIA_LOST"), told.words));
        Eventually.holds(() -> assertEquals(0, office.phones().count().sessions()));
    }

    @Test
    void aPageThatReloadsHasItsCallBack() throws IOException {
        Told a = answeredBy(anna, "anna", "s1");
        Told b = answeredBy(ben, "ben", "s1");
        mixed(a, b);
        assertEachHearsTheOther();
        anna.reloaded();
        Eventually.holds(() -> assertTrue(!office.phones().canReach(target("browser:anna"))));
        anna.at(office.phones());
        anna.say("resume", Map.of("token", token));
        JsonNode kept =
                anna.next("hello", n -> n.path("resumed").size() == 1).path("resumed").get(0);
        assertEquals("up", kept.path("state").asText());
        anna.say(
                "webrtc-restart",
                Map.of("session", kept.path("session").asText(), "sdp", anna.offer()));
        anna.answered(anna.next("webrtc-answer").path("sdp").asText());
        assertEachHearsTheOther();
        assertEquals(List.of("ringing", "answered"), a.words);
    }

    private static Target target(String text) {
        return Target.parse(text);
    }

    @Test
    void anotherNetworkGoesOnWithTheSameKeys() throws IOException {
        Told a = answeredBy(anna, "anna", "s1");
        mixed(a, answeredBy(ben, "ben", "s1"));
        assertEachHearsTheOther();
        anna.say("webrtc-restart", Map.of("session", "s1", "sdp", anna.restartOffer()));
        anna.answered(anna.next("webrtc-answer").path("sdp").asText());
        assertEachHearsTheOther();
        assertEquals(List.of("ringing", "answered"), a.words);
    }

    @Test
    void theFirstToAnswerWinsAndTheOtherStopsRinging() throws IOException {
        BrowserPeer second = office.page("anna", 900);
        second.next("hello");
        List<Target> branches = office.phones().branches(target("browser:anna"));
        assertEquals(2, branches.size());
        Told one = office.dial(branches.get(0).toString(), "1009");
        Told two = office.dial(branches.get(1).toString(), "1009");
        String call = anna.next("webrtc-incoming").path("call").asText();
        second.next("webrtc-incoming");
        anna.open("s1");
        anna.link(call, "s1");
        Eventually.holds(() -> assertTrue(one.words.contains("answered")));
        two.leg.hangup(DisconnectCause.of(Reason.ANSWERED_ELSEWHERE));
        assertEquals(
                "answered_elsewhere",
                second.next("call", n -> n.has("cause")).path("cause").asText());
        assertEquals(List.of("ringing", "ended ANSWERED_ELSEWHERE"), two.words);
    }

    /** A page may be open for longer than what its TURN servers take is good for. */
    @Test
    void credentialsAreToldAnewBeforeTheyEnd() throws IOException {
        List<String> turn = List.of("turn:127.0.0.1:3478");
        IceServers servers = new IceServers(turn, "shared", Duration.ofSeconds(1));
        try (Office other = new Office(servers)) {
            BrowserPeer page = other.page("anna", 700);
            page.next("hello");
            assertEquals(turn.get(0), page.next("ice-servers").at("/iceServers/0/urls/0").asText());
        }
    }
}
