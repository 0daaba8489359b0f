package org.patchbay.webrtc.internal.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.patchbay.testkit.Eventually;
import org.patchbay.testkit.ToneFinder;

/** The phone of a page whose peer connection is a real browser's. It says 700 Hz. */
public final class ChromiumPage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double TONE = 700;

    /** A peer connection with what it hears, and where it is most. */
    private static final String OPEN =
            """
            (async () => {
              const ctx = new AudioContext();
              await ctx.resume();
              const tone = ctx.createOscillator();
              tone.frequency.value = 700;
              window.gain = ctx.createGain();
              gain.gain.value = 0.18;
              const out = ctx.createMediaStreamDestination();
              tone.connect(gain).connect(out);
              tone.start();
              window.candidates = [];
              window.pc = new RTCPeerConnection(CONFIGURATION);
              pc.onicecandidate = e => candidates.push(e.candidate && e.candidate.candidate);
              pc.ontrack = e => {
                const stream = e.streams[0] || new MediaStream([e.track]);
                window.heard = new Audio();
                heard.srcObject = stream;
                heard.play();
                window.ear = ctx.createAnalyser();
                ear.fftSize = 8192;
                ear.smoothingTimeConstant = 0;
                ctx.createMediaStreamSource(stream).connect(ear);
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
              await new Promise(later => setTimeout(later, ON_THE_WAY));
              return pc.localDescription.sdp;
            })()
            """;

    private static final String HEARD =
            """
            (async () => {
              const all = new Map();
              (await pc.getStats()).forEach(s => all.set(s.id, s));
              const of = type => [...all.values()].filter(s => s.type === type);
              const transport = of('transport')[0] || {};
              const pair = all.get(transport.selectedCandidatePairId) || {};
              const own = all.get(pair.localCandidateId) || {};
              const bins = new Float32Array(ear.frequencyBinCount);
              ear.getFloatFrequencyData(bins);
              const at = bins.indexOf(Math.max(...bins));
              return {
                state: pc.connectionState,
                way: own.candidateType || '',
                protocol: own.protocol || '',
                packets: of('inbound-rtp').reduce((n, s) => n + s.packetsReceived, 0),
                hz: at * ear.context.sampleRate / ear.fftSize,
                db: Math.max(-200, bins[at]),
              };
            })()
            """;

    private final Chromium chromium = new Chromium();
    private final BrowserPeer page;
    private final ToneFinder at8 = new ToneFinder(8000);
    private String session = "";
    private String configuration = "{}";
    private boolean udp = true;
    private boolean answersWays = true;

    /**
     * @param page speaks for it
     */
    public ChromiumPage(BrowserPeer page) throws Exception {
        this.page = page;
    }

    /** Its peer connections use those servers, and nothing else to be reached at. */
    public void onlyBy(JsonNode iceServers) throws IOException {
        configuration =
                JSON.createObjectNode()
                        .put("iceTransportPolicy", "relay")
                        .set("iceServers", iceServers)
                        .toString();
    }

    /** Neither side hears of a way over UDP. */
    public void withoutUdp() {
        udp = false;
    }

    /** It hears of none by the answer, but by {@link #follows} only. */
    public void onlyByWhatFollows() {
        answersWays = false;
    }

    /** One more of our candidates, as a page is told of it. */
    public void follows(JsonNode word) throws Exception {
        JsonNode candidate =
                JSON.createObjectNode()
                        .put("candidate", word.path("candidate").asText())
                        .put("sdpMLineIndex", word.path("index").asInt())
                        .put("usernameFragment", word.path("ufrag").asText());
        chromium.value("pc.addIceCandidate(" + candidate + ")");
    }

    public void open(String id) throws Exception {
        session = id;
        offer("webrtc-offer", peerConnection());
    }

    /**
     * Another go of ICE. Its offer is so long on the way, and the browser speaks meanwhile from its
     * new ports to the old go.
     */
    public void restart(int offerMs) throws Exception {
        offer("webrtc-restart", RESTART.replace("ON_THE_WAY", "" + offerMs));
    }

    /** Another peer connection with another certificate, as after a reload. */
    public void reload() throws Exception {
        offer("webrtc-restart", "pc.close(), " + peerConnection());
    }

    private String peerConnection() {
        return OPEN.replace("CONFIGURATION", configuration);
    }

    private void offer(String type, String script) throws Exception {
        String offer = takesPauses(ways(chromium.value(script).asText()));
        page.say(type, Map.of("session", session, "sdp", offer));
        String answer = ways(page.next("webrtc-answer").path("sdp").asText());
        chromium.value(
                "pc.setRemoteDescription({type: 'answer', sdp: "
                        + JSON.writeValueAsString(answer)
                        + "})");
        for (JsonNode candidate : chromium.value("candidates")) {
            if (!candidate.isNull() && (udp || !candidate.asText().contains(" udp "))) {
                page.say("candidate", Map.of("session", session, "candidate", candidate.asText()));
            }
        }
    }

    /** As our page does: whether anybody stops in silence is for the house to say. */
    private static String takesPauses(String offer) {
        return offer.replace("useinbandfec=1", "useinbandfec=1;usedtx=1");
    }

    private String ways(String sdp) {
        if (!answersWays) {
            return sdp.replaceAll("a=candidate:[^\r\n]*\r\n", "");
        }
        return udp ? sdp : sdp.replaceAll("a=candidate:\\S+ \\d+ udp [^\r\n]*\r\n", "");
    }

    /** It says nothing, or its tone again. */
    public void hush(boolean silent) throws Exception {
        chromium.value("gain.gain.value = " + (silent ? "0" : "0.18"));
    }

    /** Both talk in step until each hears the other. */
    public void talksWith(BrowserPeer other, double otherHz) throws Exception {
        other.forget();
        int before = state().path("packets").asInt();
        long[] next = {System.nanoTime()};
        Eventually.holds(
                Duration.ofSeconds(20),
                () -> {
                    while (System.nanoTime() >= next[0]) {
                        next[0] += 20_000_000L;
                        other.talk();
                    }
                    assertTrue(other.packets() >= 30, "packets: " + other.packets());
                    double db = at8.levelDb(other.lately(400), TONE);
                    assertTrue(db > -25, "the browser's tone: " + db);
                    assertEquals(0, other.refused());
                    JsonNode state = state();
                    assertEquals("connected", state.path("state").asText());
                    assertTrue(state.path("packets").asInt() > before + 20, state.toString());
                    assertEquals(otherHz, state.path("hz").asDouble(), 12, state.toString());
                    assertTrue(state.path("db").asDouble() > -60, state.toString());
                });
    }

    /** Of which type is the candidate that it talks by: {@code host}, {@code relay}, … */
    public String way() throws Exception {
        return state().path("way").asText();
    }

    /** {@code udp} or {@code tcp}. */
    public String protocol() throws Exception {
        return state().path("protocol").asText();
    }

    private JsonNode state() throws Exception {
        return chromium.value(HEARD);
    }

    @Override
    public void close() throws IOException {
        chromium.close();
    }
}
