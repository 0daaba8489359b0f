package org.patchbay.web.internal.login;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.directory.api.AccessLock;

/**
 * Counts wrong passwords, and says how long somebody has to wait before the next is looked at: by
 * source and user (waits, doubling), by source over all users and by user over all sources (locks).
 * A source that once gave a user's right password is not kept out by what others do. Whether a user
 * exists makes no difference to any of it. Tables are bounded and forget whom they have not seen
 * for the longest time. Any thread may call.
 */
public final class Guesses {
    private static final int MOST = 16_384;
    private static final long FIRST_WAIT_MS = 1_000;

    /**
     * How much is allowed.
     *
     * @param freeTries wrong passwords of one source for one user before it has to wait
     * @param longestWait to which the wait grows
     * @param ofSource wrong passwords of one source within {@code lock}
     * @param ofUser wrong passwords for one user within {@code lock}
     * @param lock how long the latter two are closed then
     */
    public record Rules(
            int freeTries, Duration longestWait, int ofSource, int ofUser, Duration lock) {
        public Rules {
            if (freeTries < 1 || ofSource < 1 || ofUser < 1) {
                throw new IllegalArgumentException("a number of tries below 1");
            }
            if (longestWait.isNegative() || lock.isNegative()) {
                throw new IllegalArgumentException("a negative time");
            }
        }
    }

    /** An empty name stands for all. */
    private record Key(String source, String user) {}

    private static final class Tries {
        private int failures;

        /** That led to the last lock. */
        private int led;

        private long sinceMs;
        private long untilMs;
    }

    private final Rules rules;
    private final Map<Key, Tries> pairs = bounded();
    private final Map<Key, Tries> sources = bounded();
    private final Map<Key, Tries> users = bounded();

    /** Who once gave the right password: nobody else can fill that. */
    private final Map<Key, Boolean> knew = bounded();

    public Guesses(Rules rules) {
        this.rules = rules;
    }

    /** How long until what that source says is looked at; zero for now. */
    public synchronized Duration wait(String source, String user, long nowMs) {
        Key pair = new Key(source, user);
        long until = until(pairs, pair);
        if (!knew.containsKey(pair)) {
            until = Math.max(until, until(sources, new Key(source, "")));
            until = Math.max(until, until(users, new Key("", user)));
        }
        return Duration.ofMillis(Math.max(0, until - nowMs));
    }

    private static long until(Map<Key, Tries> table, Key key) {
        Tries tries = table.get(key);
        return tries == null ? 0 : tries.untilMs;
    }

    public synchronized void right(String source, String user) {
        Key pair = new Key(source, user);
        knew.put(pair, true);
        Tries tries = pairs.get(pair);
        if (tries != null) {
            // Not to 0: who guesses beside somebody would have free tries with each of his logins.
            tries.failures = Math.min(tries.failures, rules.freeTries() - 1);
            tries.untilMs = 0;
        }
    }

    /**
     * @return what is closed from now on that was open, the widest of it
     */
    public synchronized Optional<AccessLock> wrong(String source, String user, long nowMs) {
        Optional<AccessLock> ofPair = wrongPair(new Key(source, user), nowMs);
        Optional<AccessLock> ofUser = wrong(users, new Key("", user), rules.ofUser(), nowMs);
        Optional<AccessLock> ofSource =
                wrong(sources, new Key(source, ""), rules.ofSource(), nowMs);
        return ofSource.or(() -> ofUser).or(() -> ofPair);
    }

    private Optional<AccessLock> wrongPair(Key pair, long nowMs) {
        Tries tries = count(pairs, pair, nowMs);
        tries.sinceMs = nowMs;
        int beyond = tries.failures - rules.freeTries();
        if (beyond < 0) {
            return Optional.empty();
        }
        tries.untilMs = nowMs + waitMs(beyond);
        return beyond == 0 ? Optional.of(lock(pair, tries)) : Optional.empty();
    }

    private long waitMs(int beyond) {
        return Math.min(rules.longestWait().toMillis(), FIRST_WAIT_MS << Math.min(30, beyond));
    }

    private Optional<AccessLock> wrong(Map<Key, Tries> table, Key key, int most, long nowMs) {
        Tries tries = count(table, key, nowMs);
        if (tries.failures < most || nowMs < tries.untilMs) {
            return Optional.empty();
        }
        tries.untilMs = nowMs + rules.lock().toMillis();
        tries.led = tries.failures;
        tries.failures = 0;
        return Optional.of(lock(key, tries));
    }

    private Tries count(Map<Key, Tries> table, Key key, long nowMs) {
        Tries tries = table.computeIfAbsent(key, k -> new Tries());
        if (nowMs - tries.sinceMs > rules.lock().toMillis()) {
            tries.sinceMs = nowMs;
            tries.failures = 0;
            tries.led = 0;
        }
        tries.failures++;
        return tries;
    }

    public synchronized List<AccessLock> locks(long nowMs) {
        List<AccessLock> locks = new ArrayList<>();
        for (Map<Key, Tries> table : List.of(sources, users, pairs)) {
            table.forEach(
                    (key, tries) -> {
                        if (nowMs < tries.untilMs) {
                            locks.add(lock(key, tries));
                        }
                    });
        }
        return locks;
    }

    /**
     * Listens again to whoever has to do with that source or user.
     *
     * @return how many locks that opened
     */
    public synchronized int release(String sourceOrUser, long nowMs) {
        int before = locks(nowMs).size();
        for (Map<Key, Tries> table : List.of(sources, users, pairs)) {
            table.keySet()
                    .removeIf(
                            k -> k.source().equals(sourceOrUser) || k.user().equals(sourceOrUser));
        }
        return before - locks(nowMs).size();
    }

    private static AccessLock lock(Key key, Tries tries) {
        return new AccessLock(
                key.source(),
                key.user(),
                Math.max(tries.failures, tries.led),
                Instant.ofEpochMilli(tries.untilMs));
    }

    private static <V> Map<Key, V> bounded() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
