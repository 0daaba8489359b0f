package org.patchbay.webrtc.internal.ice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From how many addresses one browser may come: each costs a socket and a thread of ice4j before
 * anything is proven. Any thread.
 */
final class Arrivals {
    /** Of one go of ICE: interfaces, NATs and servers on the way. */
    static final int MOST = 16;

    private final Map<String, Integer> came = new ConcurrentHashMap<>();

    /** Whether one more may come with that name. */
    boolean admit(String ufrag) {
        return came.merge(ufrag, 1, Integer::sum) <= MOST;
    }

    void forget(String ufrag) {
        came.remove(ufrag);
    }
}
