package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.peer.BrowserPeer;

/** Whatever a page offers is answered or refused: never is there silence. */
class OfferFuzzTest {
    private static final int OFFERS = 600;

    /** Sessions that one user may have. */
    private static final int AT_A_TIME = 8;

    private static final List<String> NUMBERS =
            List.of("0", "-1", "1", "255", "65535", "65536", "4294967296", "9".repeat(30), "");

    private static final List<String> CANDIDATES =
            List.of(
                    "a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host",
                    "a=candidate:2 1 udp 2130706431 ::1 5000 typ host",
                    "a=candidate:3 1 tcp 1518280447 127.0.0.1 9 typ host tcptype active",
                    "a=candidate:4 1 udp 1686052607 192.0.2.1 5000 typ srflx raddr 0.0.0.0 rport 0",
                    "a=candidate:5 2 udp 1 224.0.0.1 5000 typ relay raddr 0.0.0.0 rport 0",
                    "a=candidate:6 1 udp 1 6f1d1f1e-2f0c.local 5000 typ host");

    private final Random random = new Random(4711);

    @Test
    void itIsAnsweredOrRefused() throws IOException {
        try (Office office = new Office()) {
            BrowserPeer anna = office.page("anna", 700);
            List<String> lines = new ArrayList<>(Arrays.asList(anna.offer().split("\r\n")));
            lines.addAll(CANDIDATES);
            int answered = 0;
            for (int i = 0; i < OFFERS; i++) {
                if (i % AT_A_TIME == 0) {
                    anna.gone();
                    anna.at(office.phones());
                }
                String session = "s" + i;
                String offer = String.join("\r\n", changed(lines)) + "\r\n";
                anna.say("webrtc-offer", Map.of("session", session, "sdp", offer));
                JsonNode said = said(anna, session, offer);
                boolean good = said.path("type").asText().equals("webrtc-answer");
                answered += good ? 1 : 0;
                assertTrue(good || !said.path("code").asText().equals("failed"), said + offer);
                if (good) {
                    anna.say("candidate", Map.of("session", session, "candidate", candidate()));
                }
            }
            assertTrue(answered > OFFERS / 10 && answered < OFFERS, answered + " were answered");
            anna.gone();
            Eventually.holds(() -> assertEquals(0, office.phones().count().sessions()));
            Eventually.holds(() -> assertEquals(0, office.media.snapshot().sessions()));
        }
    }

    private static JsonNode said(BrowserPeer page, String session, String offer) {
        JsonNode[] found = new JsonNode[1];
        Eventually.holds(
                () ->
                        found[0] =
                                page.told().stream()
                                        .filter(t -> t.path("session").asText().equals(session))
                                        .findFirst()
                                        .orElseThrow(
                                                () -> new AssertionError("nothing: " + offer)));
        return found[0];
    }

    private String candidate() {
        String line = CANDIDATES.get(random.nextInt(CANDIDATES.size())).substring(2);
        return random.nextBoolean() ? line : withOtherNumber(line);
    }

    private List<String> changed(List<String> lines) {
        List<String> all = new ArrayList<>(lines);
        for (int n = random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(all.size());
            switch (random.nextInt(6)) {
                case 0 -> all.remove(at);
                case 1 -> all.add(random.nextInt(all.size()), all.get(at));
                case 2 -> all.set(at, withOtherNumber(all.get(at)));
                case 3 -> all.set(at, all.get(at).substring(0, all.get(at).length() / 2));
                case 4 -> all.set(at, withOtherLetter(all.get(at)));
                default -> java.util.Collections.swap(all, at, random.nextInt(all.size()));
            }
        }
        return all;
    }

    private String withOtherNumber(String line) {
        return line.replaceFirst("\\d+", NUMBERS.get(random.nextInt(NUMBERS.size())));
    }

    private String withOtherLetter(String line) {
        StringBuilder text = new StringBuilder(line);
        if (!line.isEmpty()) {
            text.setCharAt(random.nextInt(line.length()), (char) (32 + random.nextInt(95)));
        }
        return text.toString();
    }
}
