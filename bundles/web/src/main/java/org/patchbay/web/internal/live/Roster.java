package org.patchbay.web.internal.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.patchbay.web.internal.http.Who;

/** The sockets of one kind that are open, no more than may be. Any thread may call. */
final class Roster<S extends Socket> {
    private final int most;
    private final Predicate<Who> knows;
    private final Set<S> open = ConcurrentHashMap.newKeySet();

    /**
     * @param knows whether somebody who was let in still would be
     */
    Roster(int most, Predicate<Who> knows) {
        this.most = most;
        this.knows = knows;
    }

    boolean isFull() {
        return open.size() >= most;
    }

    boolean knows(Who who) {
        return knows.test(who);
    }

    /** Once it is open. False where others were faster. */
    synchronized boolean enter(S socket) {
        return !isFull() && open.add(socket);
    }

    void leave(S socket) {
        open.remove(socket);
    }

    Set<S> all() {
        return open;
    }
}
