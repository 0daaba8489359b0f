package org.patchbay.webrtc.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.Permission;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.peer.BrowserPeer;

/** A browser that hides where it is: its names are nobody's business but its own network's. */
@SuppressWarnings("removal")
class HiddenNamesTest {
    private static final int NAMES = 40;

    private final List<String> lookedUp = new CopyOnWriteArrayList<>();

    /** Nobody else is asked before a name is looked up. */
    private final class Watch extends SecurityManager {
        @Override
        public void checkPermission(Permission permission) {}

        @Override
        public void checkConnect(String host, int port) {
            if (host.endsWith(".local")) {
                lookedUp.add(host);
            }
        }
    }

    @BeforeEach
    void watch() {
        System.setSecurityManager(new Watch());
    }

    @AfterEach
    void leave() {
        System.setSecurityManager(null);
    }

    private static String candidate(int n) {
        String name = "6f1d1f1e-2f0c-4a51-9d6e-0000000000" + (10 + n) + ".local";
        return "candidate:" + n + " 1 udp 2113937151 " + name + " " + (5000 + n) + " typ host";
    }

    @Test
    void itConnectsAndNoNameIsLookedUp() throws IOException {
        try (Office office = new Office()) {
            BrowserPeer anna = office.page("anna", 700);
            anna.next("hello");
            String offer = anna.offer();
            anna.say(
                    "webrtc-offer",
                    Map.of("session", "s1", "sdp", offer + "a=" + candidate(0) + "\r\n"));
            for (int i = 1; i < NAMES; i++) {
                anna.say("candidate", Map.of("session", "s1", "candidate", candidate(i)));
            }
            anna.answered(anna.next("webrtc-answer").path("sdp").asText());
            Eventually.holds(() -> assertTrue(anna.isKeyed()));
            assertEquals(List.of(), lookedUp);
            assertTrue(
                    anna.told().stream().noneMatch(t -> t.path("type").asText().equals("error")),
                    anna.told().toString());
        }
    }
}
