package org.patchbay.web.internal.http;

import java.util.HashMap;
import java.util.Map;

/** So many at once, and so many of one. Any thread may call; nobody waits. */
public final class Seats {
    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    public Seats(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** False where there is none left; else {@link #leave} gives it back. */
    public synchronized boolean take(String whose) {
        int own = taken.getOrDefault(whose, 0);
        if (all >= most || own >= mostOfOne) {
            return false;
        }
        taken.put(whose, own + 1);
        all++;
        return true;
    }

    public synchronized void leave(String whose) {
        Integer own = taken.get(whose);
        if (own == null) {
            throw new IllegalStateException(whose + " has no seat");
        }
        if (own == 1) {
            taken.remove(whose);
        } else {
            taken.put(whose, own - 1);
        }
        all--;
    }
}
