package org.patchbay.webrtc.internal.phone;

import java.util.HashMap;
import java.util.Map;

/** So many at most, in all and of each user. Any thread. */
final class Places {
    private final int most;
    private final int mostOfUser;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    Places(int most, int mostOfUser) {
        this.most = most;
        this.mostOfUser = mostOfUser;
    }

    synchronized boolean take(String user) {
        int own = taken.getOrDefault(user, 0);
        if (all >= most || own >= mostOfUser) {
            return false;
        }
        all++;
        taken.put(user, own + 1);
        return true;
    }

    synchronized void give(String user) {
        all--;
        taken.computeIfPresent(user, (u, n) -> n > 1 ? n - 1 : null);
    }

    synchronized int taken() {
        return all;
    }
}
