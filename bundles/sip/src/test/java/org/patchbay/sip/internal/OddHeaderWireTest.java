package org.patchbay.sip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that nobody here reads may be as odd as they like: the request is served. */
class OddHeaderWireTest {
    private static SipFixture sip;

    @BeforeAll
    static void start() {
        sip = new SipFixture();
    }

    @AfterAll
    static void stop() {
        sip.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RAck: x", "Server:", "Server: ///", "Date: tomorrow", "Warning: (((((("})
    void servedOverUdpAndTcp(String line) throws Exception {
        for (RawPeer peer : List.of(sip.udp(), sip.tcp())) {
            try (peer) {
                for (int i = 1; i <= 2; i++) {
                    String more = line + "\r\n";
                    peer.send(peer.request("OPTIONS", "sip:pbx.test", i, peer.branch(), more, ""));
                    assertEquals(200, peer.awaitFinal().status());
                }
                assertFalse(peer.isClosedByServer());
            }
        }
    }
}
