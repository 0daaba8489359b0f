package org.patchbay.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patchbay.itests.peers.HouseLine;
import org.patchbay.itests.server.Left;
import org.patchbay.itests.server.Server;
import org.patchbay.itests.server.SignIns;
import org.patchbay.testkit.Eventually;
import org.patchbay.testkit.ToneFinder;
import org.patchbay.webrtc.internal.peer.BrowserPeer;

/** Many pages call through the whole house: by HTTPS, WebSocket, ICE and DTLS, two in each room. */
class ManyPagesIT {
    private static final int AT_ONCE = 50;
    private static final int ROUNDS = 10;
    private static final int PAGES_OF_ONE = 8;
    private static final int FRAME_NANOS = 20_000_000;
    private static final double EVEN_HZ = 700;
    private static final double ODD_HZ = 1100;
    private static final double SAID_DB = -20;
    private static final double HEARD_DB = -30;
    private static final double UNHEARD_DB = -50;

    private static final ToneFinder AT_8 = new ToneFinder(8000);

    private static Server server;

    @BeforeAll
    static void start() {
        List<String> users =
                IntStream.rangeClosed(0, AT_ONCE / PAGES_OF_ONE)
                        .mapToObj(ManyPagesIT::user)
                        .toList();
        server =
                Server.start(
                        "many-pages", Server.HOST, 40, home -> SignIns.allow(home, users, "user"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String user(int n) {
        return "u" + (1001 + n);
    }

    @Test
    void fifty_at_once_are_heard_and_five_hundred_leave_nothing_behind() throws Exception {
        HouseLine line = new HouseLine(server);
        Left first = null;
        for (int round = 0; round < ROUNDS; round++) {
            List<BrowserPeer> pages = new ArrayList<>();
            try {
                for (int i = 0; i < AT_ONCE; i++) {
                    double hz = i % 2 == 0 ? EVEN_HZ : ODD_HZ;
                    pages.add(new BrowserPeer(user(i / PAGES_OF_ONE), hz, SAID_DB).at(line));
                }
                List<String> calls = call(pages);
                if (round == ROUNDS - 1) {
                    eachHearsTheOther(pages);
                }
                hangUp(pages, calls);
            } finally {
                pages.forEach(BrowserPeer::close);
            }
            server.hasNoCalls();
            first = first == null ? Left.of(server) : first;
        }
        Left most = first;
        Eventually.holds(Duration.ofSeconds(90), Duration.ofSeconds(2), () -> most.isAllOf(server));
    }

    /** Rings, and is linked; each with an id of its own. */
    private static List<String> call(List<BrowserPeer> pages) throws IOException {
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            BrowserPeer page = pages.get(i);
            page.next("hello");
            page.say("call", Map.of("to", "" + (8001 + i / 2)));
            JsonNode pending = page.next("webrtc-incoming");
            calls.add(pending.path("call").asText());
            page.open("s");
            page.link(calls.get(i), "s");
        }
        for (BrowserPeer page : pages) {
            page.next("call", n -> n.path("state").asText().equals("up"));
        }
        return calls;
    }

    private static void hangUp(List<BrowserPeer> pages, List<String> calls) {
        for (int i = 0; i < pages.size(); i++) {
            pages.get(i).say("hangup", Map.of("call", calls.get(i)));
        }
        for (BrowserPeer page : pages) {
            page.next("call", n -> n.path("state").asText().equals("ended"));
        }
    }

    private static void eachHearsTheOther(List<BrowserPeer> pages) {
        long[] next = {System.nanoTime()};
        Eventually.holds(
                Duration.ofSeconds(30),
                () -> {
                    for (; System.nanoTime() >= next[0]; next[0] += FRAME_NANOS) {
                        for (BrowserPeer page : pages) {
                            page.talk();
                        }
                    }
                    for (int i = 0; i < pages.size(); i++) {
                        hears(
                                pages.get(i),
                                i % 2 == 0 ? ODD_HZ : EVEN_HZ,
                                i % 2 == 0 ? EVEN_HZ : ODD_HZ);
                    }
                });
    }

    private static void hears(BrowserPeer page, double other, double own) {
        float[] lately = page.lately(400);
        assertTrue(
                AT_8.levelDb(lately, 0, lately.length, other) > HEARD_DB, "the other is not heard");
        assertTrue(AT_8.levelDb(lately, 0, lately.length, own) < UNHEARD_DB, "it hears itself");
    }
}
