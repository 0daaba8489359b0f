package org.patchbay.sip.internal.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error of one message ends no thread of the stack: the next is read by the same. */
class StackErrorsTest {
    private final LoneStack stack = new LoneStack();

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void aDatagramThatCannotBeReadEndsNothing() throws Exception {
        try (LoneStack.Peer peer = stack.peer("udp")) {
            peer.options("first");
            assertEquals("first", peer.answered());
            Thread reader = stack.reader();
            stack.readingFailsOnce();
            for (String id : new String[] {"next", "last"}) {
                peer.options(id);
                assertEquals(id, peer.answered());
                assertSame(reader, stack.reader());
            }
            assertEquals(1, stack.counters.snapshot().failed());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void theNextMessageIsAnsweredByTheSameThread(String transport) throws Exception {
        try (LoneStack.Peer peer = stack.peer(transport)) {
            peer.options("first");
            assertEquals("first", peer.answered());
            Thread reader = stack.reader();

            for (int i = 1; i <= 3; i++) {
                peer.options(LoneStack.FATAL);
                peer.options("next-" + i);
                assertEquals("next-" + i, peer.answered());
                assertEquals(i, stack.counters.snapshot().failed());
                assertSame(reader, stack.reader());
            }
        }
    }
}
