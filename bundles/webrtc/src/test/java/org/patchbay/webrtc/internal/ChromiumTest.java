package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbay.media.api.Mix;
import org.patchbay.testkit.Eventually;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.webrtc.internal.Office.Told;
import org.patchbay.webrtc.internal.peer.BrowserPeer;
import org.patchbay.webrtc.internal.peer.Chromium;

/** A real browser, where there is one: its offer, its ICE and its DTLS, heard both ways. */
class ChromiumTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A peer connection that says 700 Hz and gathers nothing it need not. */
    private static final String OFFER =
            """
            (async () => {
              const ctx = new AudioContext();
              await ctx.resume();
              const tone = ctx.createOscillator();
              tone.frequency.value = 700;
              const gain = ctx.createGain();
              gain.gain.value = 0.18;
              const out = ctx.createMediaStreamDestination();
              tone.connect(gain).connect(out);
              tone.start();
              window.candidates = [];
              window.pc = new RTCPeerConnection();
              pc.onicecandidate = e => candidates.push(e.candidate && e.candidate.candidate);
              pc.ontrack = e => {
                window.heard = new Audio();
                heard.srcObject = e.streams[0] || new MediaStream([e.track]);
                heard.play();
              };
              pc.addTrack(out.stream.getAudioTracks()[0], out.stream);
              await pc.setLocalDescription();
              return pc.localDescription.sdp;
            })()
            """;

    private static final String RESTART =
            """
            (async () => {
              candidates.length = 0;
              pc.restartIce();
              await pc.setLocalDescription();
              return pc.localDescription.sdp;
            })()
            """;

    private static final String HEARD =
            """
            (async () => {
              let n = 0, energy = 0;
              (await pc.getStats()).forEach(s => {
                if (s.type === 'inbound-rtp') {
                  n = s.packetsReceived;
                  energy = s.totalAudioEnergy;
                }
              });
              return { state: pc.connectionState, packets: n, energy };
            })()
            """;

    private final ToneFinder at8 = new ToneFinder(8000);

    @Test
    void aRealBrowserIsHeardAndHears() throws Exception {
        assumeTrue(Files.isExecutable(Chromium.PROGRAM), "no Chromium here");
        try (Office office = new Office();
                Chromium chromium = new Chromium()) {
            BrowserPeer page = office.page("anna", 0);
            BrowserPeer ben = office.page("ben", 1100);
            page.next("hello");
            ben.next("hello");
            Told a = office.dial("browser:anna", "1009");
            String call = page.next("webrtc-incoming").path("call").asText();
            String offer = chromium.value(OFFER).asText();
            page.say("webrtc-offer", Map.of("session", "s1", "sdp", offer));
            answered(page, chromium);
            page.link(call, "s1");
            Eventually.holds(() -> assertTrue(a.words.contains("answered"), a.words.toString()));

            Told b = office.dial("browser:ben", "1009");
            String other = ben.next("webrtc-incoming").path("call").asText();
            ben.open("s1");
            ben.link(other, "s1");
            Eventually.holds(() -> assertTrue(b.words.contains("answered")));
            Mix mix = office.media.createMix("m");
            mix.join(a.leg.media().orElseThrow()).toCompletableFuture().join();
            mix.join(b.leg.media().orElseThrow()).toCompletableFuture().join();
            assertBenHearsIt(ben);
            assertItHears(chromium, ben);

            restart(page, chromium, RESTART);
            assertBenHearsIt(ben);
            assertItHears(chromium, ben);

            // As after a reload: another certificate, another peer connection.
            restart(page, chromium, "pc.close(), " + OFFER);
            assertBenHearsIt(ben);
            assertItHears(chromium, ben);
            assertEquals(List.of("ringing", "answered"), a.words);
        }
    }

    private static void restart(BrowserPeer page, Chromium chromium, String script)
            throws Exception {
        String offer = chromium.value(script).asText();
        page.say("webrtc-restart", Map.of("session", "s1", "sdp", offer));
        answered(page, chromium);
    }

    private static void answered(BrowserPeer page, Chromium chromium) throws Exception {
        String answer = page.next("webrtc-answer").path("sdp").asText();
        chromium.value(
                "pc.setRemoteDescription({type: 'answer', sdp: "
                        + JSON.writeValueAsString(answer)
                        + "})");
        for (JsonNode candidate : chromium.value("candidates")) {
            if (!candidate.isNull()) {
                page.say("candidate", Map.of("session", "s1", "candidate", candidate.asText()));
            }
        }
    }

    private void assertBenHearsIt(BrowserPeer ben) {
        ben.forget();
        long[] next = {System.nanoTime()};
        Eventually.holds(
                Duration.ofSeconds(20),
                () -> {
                    while (System.nanoTime() >= next[0]) {
                        next[0] += 20_000_000L;
                        ben.talk();
                    }
                    assertTrue(ben.packets() >= 30);
                    double db = at8.levelDb(ben.lately(400), 700);
                    assertTrue(db > -25, "the browser's tone: " + db);
                    assertEquals(0, ben.refused());
                });
    }

    private static void assertItHears(Chromium chromium, BrowserPeer ben) throws Exception {
        int before = chromium.value(HEARD).path("packets").asInt();
        Eventually.holds(
                Duration.ofSeconds(10),
                () -> {
                    for (int i = 0; i < 10; i++) {
                        ben.talk();
                    }
                    JsonNode heard = chromium.value(HEARD);
                    assertEquals("connected", heard.path("state").asText());
                    assertTrue(heard.path("packets").asInt() > before + 20, heard.toString());
                    assertTrue(heard.path("energy").asDouble() > 0, heard.toString());
                });
    }
}
