package org.patchbay.sip.internal.edge;

import org.patchbay.sip.internal.message.NextHop;

/**
 * Where the request goes that a thread is about to send. The stack asks for connections by address
 * alone, which says nothing of whose certificate is to be at the far end.
 */
final class Heading {
    private static final NextHop NOWHERE = new NextHop("", "", 0, "");

    private final ThreadLocal<NextHop> hop = ThreadLocal.withInitial(() -> NOWHERE);

    /** Until {@link #arrived}, on the thread that calls. */
    void towards(NextHop next) {
        hop.set(next);
    }

    void arrived() {
        hop.remove();
    }

    NextHop hop() {
        return hop.get();
    }
}
