package org.patchbay.webrtc.internal.ice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * By which names browsers may come now, and from how many addresses each has: an address costs a
 * socket and a thread of ice4j before anything is proven. Nothing is kept of other names. Any
 * thread.
 */
final class Arrivals {
    /** Of one go of ICE: interfaces, NATs and servers on the way. */
    static final int MOST = 16;

    /**
     * One go of ICE.
     *
     * @param theirs the browser's name in it; empty as long as that is not known
     * @param came from so many addresses
     */
    private record Go(String theirs, int came) {}

    private final Map<String, Go> goes = new ConcurrentHashMap<>();

    /** From now on browsers may come with that name. */
    void expect(String ours) {
        goes.put(ours, new Go("", 0));
    }

    /** Only that one may, from now on. */
    void expect(String ours, String theirs) {
        goes.computeIfPresent(ours, (u, go) -> new Go(theirs, go.came()));
    }

    /**
     * Whether one more may come. A browser that begins ICE anew speaks from its new ports to the
     * old go, as long as it has no answer: Chromium stays with that for ever once it is heard.
     */
    boolean admit(FirstCheck check) {
        boolean[] fits = new boolean[1];
        goes.computeIfPresent(
                check.ours(),
                (u, go) -> {
                    boolean known = go.theirs().isEmpty() || go.theirs().equals(check.theirs());
                    fits[0] = known && go.came() < MOST;
                    return fits[0] ? new Go(go.theirs(), go.came() + 1) : go;
                });
        return fits[0];
    }

    void forget(String ours) {
        goes.remove(ours);
    }

    /** How many names are known. */
    int expected() {
        return goes.size();
    }
}
