package org.patchbay.sip.internal.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.sip.internal.guard.GuardSettings;
import org.patchbay.testkit.Eventually;

/** What a source sends on connections beyond its rate is not served; its datagrams are. */
class StreamRateTest {
    private static final int BURST = 5;

    private final LoneStack stack = new LoneStack(new GuardSettings(1, 1, 2, BURST));

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void beyondTheRateMessagesAndKeepAlivesAreDroppedAndTheConnectionStays() throws Exception {
        try (LoneStack.Peer peer = stack.peer("tcp");
                LoneStack.Peer other = stack.peer("tcp");
                LoneStack.Peer datagrams = stack.peer("udp")) {
            for (int i = 0; i < BURST; i++) {
                peer.options("in-time-" + i);
                assertEquals("in-time-" + i, peer.answered());
            }
            peer.options("too-fast");
            peer.ping();
            Eventually.holds(() -> assertEquals(2, stack.connections.tooFast()));
            other.options("same-source");
            Eventually.holds(() -> assertEquals(3, stack.connections.tooFast()));
            datagrams.options("datagram");
            assertEquals("datagram", datagrams.answered());

            stack.now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            peer.options("later");
            assertEquals("later", peer.answered());
            other.options("later-too");
            assertEquals("later-too", other.answered());
            assertEquals(3, stack.connections.tooFast());
        }
    }
}
