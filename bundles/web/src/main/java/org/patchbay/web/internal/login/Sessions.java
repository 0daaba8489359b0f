package org.patchbay.web.internal.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Who is logged in. Bounded, in memory only: a start ends them all. Any thread may call. */
public final class Sessions {
    /**
     * How long and how many.
     *
     * @param idle without a request
     * @param longest whatever happens
     * @param most at once
     * @param mostOfUser at once of one user, whose oldest then ends
     */
    public record Limits(Duration idle, Duration longest, int most, int mostOfUser) {
        public Limits {
            if (idle.isNegative() || longest.isNegative() || most < 1 || mostOfUser < 1) {
                throw new IllegalArgumentException("limits of sessions");
            }
        }
    }

    /**
     * @param cookie the only time that it is told
     */
    public record Opened(String cookie, Session session) {}

    private final Limits limits;

    /** By the hash of the cookie: what is compared in a table is nothing that somebody sent. */
    private final Map<String, Session> sessions = new HashMap<>();

    private final List<Consumer<Session>> listeners = new CopyOnWriteArrayList<>();

    public Sessions(Limits limits) {
        this.limits = limits;
    }

    /** Empty where there are as many as there may be. */
    public Optional<Opened> open(String user, Role role, long nowMs) {
        List<Session> ended = new ArrayList<>();
        Optional<Opened> opened;
        synchronized (this) {
            ended.addAll(removeAll(s -> over(s, nowMs)));
            List<Session> own =
                    sessions.values().stream().filter(s -> s.user().equals(user)).toList();
            if (own.size() >= limits.mostOfUser()) {
                Session oldest =
                        own.stream().min(Comparator.comparingLong(Session::sinceMs)).orElseThrow();
                ended.addAll(removeAll(s -> s == oldest));
            }
            if (sessions.size() >= limits.most()) {
                opened = Optional.empty();
            } else {
                String cookie = Secrets.random(32);
                Session session = new Session(user, role, nowMs);
                sessions.put(Secrets.sha256(cookie), session);
                opened = Optional.of(new Opened(cookie, session));
            }
        }
        tell(ended);
        return opened;
    }

    /** Finding it is a sign of life. */
    public synchronized Optional<Session> find(String cookie, long nowMs) {
        Session session = sessions.get(Secrets.sha256(cookie));
        if (session == null || over(session, nowMs)) {
            return Optional.empty();
        }
        session.seen(nowMs);
        return Optional.of(session);
    }

    /** A WebSocket of it is open: that is life, too. */
    public synchronized void keep(Session session, long nowMs) {
        if (!over(session, nowMs)) {
            session.seen(nowMs);
        }
    }

    public synchronized boolean isOpen(Session session, long nowMs) {
        return sessions.containsValue(session) && !over(session, nowMs);
    }

    public void end(Session session) {
        List<Session> ended;
        synchronized (this) {
            ended = removeAll(s -> s == session);
        }
        tell(ended);
    }

    /** All that these users have. */
    public void endOf(Set<String> users) {
        List<Session> ended;
        synchronized (this) {
            ended = removeAll(s -> users.contains(s.user()));
        }
        tell(ended);
    }

    /** Ends those that have lasted long enough. */
    public void tick(long nowMs) {
        List<Session> ended;
        synchronized (this) {
            ended = removeAll(s -> over(s, nowMs));
        }
        tell(ended);
    }

    public synchronized int count() {
        return sessions.size();
    }

    /** Told of each one that ended; no thread holds a lock meanwhile. */
    public void onEnd(Consumer<Session> listener) {
        listeners.add(listener);
    }

    private boolean over(Session s, long nowMs) {
        return nowMs - s.seenMs() >= limits.idle().toMillis()
                || nowMs - s.sinceMs() >= limits.longest().toMillis();
    }

    private List<Session> removeAll(Predicate<Session> which) {
        List<Session> gone = sessions.values().stream().filter(which).toList();
        sessions.values().removeAll(gone);
        return gone;
    }

    private void tell(Collection<Session> ended) {
        ended.forEach(s -> listeners.forEach(l -> l.accept(s)));
    }
}
