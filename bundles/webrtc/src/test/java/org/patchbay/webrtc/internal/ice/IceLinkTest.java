package org.patchbay.webrtc.internal.ice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.patchbay.sdp.IceCandidate;
import org.patchbay.testkit.Eventually;
import org.patchbay.webrtc.internal.peer.OneSocket;

@Tag("waits")
class IceLinkTest {
    private static final byte[] RTP = {(byte) 0x80, 0, 0, 1};

    private final List<String> told = new CopyOnWriteArrayList<>();
    private IceHost host;
    private IceLink link;

    @BeforeEach
    void open() throws IOException {
        host = IceHost.open(new IceSettings(InetAddress.getLoopbackAddress(), 0, false, List.of()));
        link =
                IceLink.open(
                        host,
                        false,
                        new IceLink.Listener() {
                            @Override
                            public void connected() {
                                told.add("connected");
                            }

                            @Override
                            public void lost() {
                                told.add("lost");
                            }

                            @Override
                            public void packet(byte[] data, int offset, int length) {
                                told.add("packet");
                            }
                        });
    }

    @AfterEach
    void close() {
        link.free();
        host.close();
    }

    private static IceCandidate candidate(int n) {
        return new IceCandidate(
                "1", 1, "udp", 2130706431L, "127.0.0." + (2 + n / 200), 20000 + n, "host", "");
    }

    /** A page may offer the same again as often as it likes, and so tell as many as it likes. */
    @Test
    void onlySoManyCandidatesAreTried() {
        link.start(OneSocket.UFRAG, OneSocket.PWD, List.of(candidate(0)));
        for (int i = 1; i < 1000; i++) {
            link.candidate(candidate(i));
        }
        assertEquals(IceLink.MOST_CANDIDATES, link.tried());
    }

    /**
     * A browser that begins anew has another name, and our old one as long as it has no answer: it
     * must not be heard by the old go. Chromium stayed there for ever.
     */
    @Test
    void theNextGoOfABrowserIsNotForThisOne() throws IOException {
        link.start(OneSocket.UFRAG, OneSocket.PWD, List.of());
        try (OneSocket browser = new OneSocket(host.port(), link.ufrag(), link.pwd());
                OneSocket anew = browser.anew("more")) {
            Eventually.holds(
                    () -> {
                        anew.check();
                        browser.check();
                        browser.listen();
                        assertEquals(List.of("connected"), told);
                    });
            for (int i = 0; i < 5; i++) {
                anew.check();
                anew.listen();
                browser.check();
                browser.listen();
            }
            assertEquals(0, anew.answered() + anew.refused());
        }
    }

    /**
     * Where an answer is there before ice4j has set the timer of its check, it fails the pair
     * seconds later.
     */
    @Test
    void aCheckWhoseTimerWasLateIsNoLoss() throws IOException {
        link.start(OneSocket.UFRAG, OneSocket.PWD, List.of());
        try (OneSocket browser = new OneSocket(host.port(), link.ufrag(), link.pwd())) {
            Eventually.holds(
                    () -> {
                        browser.check();
                        browser.listen();
                        assertEquals(List.of("connected"), told);
                    });
            link.selected().setStateFailed();
            assertEquals(List.of("connected"), told);
            assertEquals(1, link.ways());
        }
    }

    /** Cable and radio, of which one is better, or goes. */
    @Test
    void aBrowserTalksByWhicheverWayItLikes() throws IOException {
        link.start(OneSocket.UFRAG, OneSocket.PWD, List.of());
        try (OneSocket cable = new OneSocket(host.port(), link.ufrag(), link.pwd());
                OneSocket radio = new OneSocket(host.port(), link.ufrag(), link.pwd())) {
            Eventually.holds(
                    () -> {
                        cable.check();
                        cable.listen();
                        assertEquals(List.of("connected"), told);
                    });
            Eventually.holds(
                    () -> {
                        radio.check();
                        radio.listen();
                        cable.listen();
                        assertEquals(2, link.ways());
                        assertTrue(link.isSettled());
                    });
            int before = radio.answered();
            radio.check();
            Eventually.holds(
                    () -> {
                        radio.listen();
                        assertTrue(radio.answered() > before, "refused: " + radio.refused());
                    });

            radio.say(RTP);
            Eventually.holds(() -> assertEquals(List.of("connected", "packet"), told));
            link.send(RTP, 0, RTP.length);
            Eventually.holds(
                    () -> {
                        radio.listen();
                        assertArrayEquals(RTP, radio.heard().get(0));
                    });

            // The cable is pulled: until its consent is over.
            Eventually.holds(
                    Duration.ofSeconds(40),
                    () -> {
                        radio.listen();
                        assertEquals(1, link.ways());
                    });
            assertEquals(List.of("connected", "packet"), told);
        }
    }
}
