package org.patchbay.sip.internal.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.patchbay.directory.api.AccessLock;

/**
 * Counts wrong secrets, and says whose next try is not even looked at. Three counts, each against
 * another kind of guessing:
 *
 * <ul>
 *   <li>one source tries one account: after some free tries it waits, twice as long each time;
 *   <li>one source tries many accounts: all of them are closed to it for a while;
 *   <li>many sources try one account: it is closed to all who never knew its secret.
 * </ul>
 *
 * A phone that once gave the right secret from where it is does not suffer from what others do.
 * Whether an account exists makes no difference to any of it. Tables are bounded and forget whom
 * they have not seen for the longest time. Any thread may call.
 */
public final class Guesses {
    private static final int MOST_PAIRS = 65_536;
    private static final int MOST_OTHERS = 16_384;
    private static final long FIRST_WAIT_MS = 1_000;

    private final Rules rules;
    private final Map<Pair, Tries> pairs = bounded(MOST_PAIRS);

    /** Who once gave the right secret: nobody else can fill that. */
    private final Map<Pair, Boolean> knew = bounded(MOST_PAIRS);

    private final Map<String, Sweep> sources = bounded(MOST_OTHERS);
    private final Map<String, Siege> accounts = bounded(MOST_OTHERS);
    private final LongAdder wrong = new LongAdder();
    private final LongAdder untried = new LongAdder();

    /**
     * How much is allowed.
     *
     * @param freeTries wrong secrets of one source for one account before it has to wait
     * @param longestWait to which the wait grows
     * @param accountsOfSource how many accounts one source may get wrong within {@code lock}
     * @param failuresOfAccount how often one account may be got wrong by all within {@code lock}
     * @param lock how long the latter two are closed then
     */
    public record Rules(
            int freeTries,
            Duration longestWait,
            int accountsOfSource,
            int failuresOfAccount,
            Duration lock) {
        public static final Rules USUAL =
                new Rules(5, Duration.ofMinutes(5), 20, 100, Duration.ofHours(1));

        public Rules {
            if (freeTries < 1 || accountsOfSource < 1 || failuresOfAccount < 1) {
                throw new IllegalArgumentException("a number of tries below 1");
            }
            if (longestWait.isNegative() || lock.isNegative()) {
                throw new IllegalArgumentException("a negative time");
            }
        }
    }

    private record Pair(String source, String account) {}

    /** One source at one account. */
    private static final class Tries {
        private int failures;
        private long lastMs;
        private long untilMs;
    }

    /** One source at many accounts. */
    private static final class Sweep {
        /** Hashes of their names, which may be long. */
        private final Set<Integer> accounts = new HashSet<>();

        private long sinceMs;
        private long untilMs;
    }

    /** Many sources at one account. */
    private static final class Siege {
        private int failures;
        private long sinceMs;
        private long untilMs;
    }

    public Guesses(Rules rules) {
        this.rules = rules;
    }

    /** Whether what that source says about that account is looked at. */
    public synchronized boolean mayTry(String source, String account, long nowMs) {
        Tries tries = pairs.get(new Pair(source, account));
        boolean may = tries == null || nowMs >= tries.untilMs;
        if (may && knew.get(new Pair(source, account)) == null) {
            Sweep sweep = sources.get(source);
            Siege siege = accounts.get(account);
            may =
                    (sweep == null || nowMs >= sweep.untilMs)
                            && (siege == null || nowMs >= siege.untilMs);
        }
        if (!may) {
            untried.increment();
        }
        return may;
    }

    /** The secret was right. */
    public synchronized void right(String source, String account) {
        Pair pair = new Pair(source, account);
        knew.put(pair, true);
        Tries tries = pairs.get(pair);
        if (tries != null) {
            // Not to 0: who guesses beside a phone would have free tries with each of its requests.
            tries.failures = Math.min(tries.failures, rules.freeTries() - 1);
            tries.untilMs = 0;
        }
    }

    /**
     * The secret was wrong.
     *
     * @return what is closed from now on that was open, the widest of it
     */
    public synchronized Optional<AccessLock> wrong(String source, String account, long nowMs) {
        wrong.increment();
        Optional<AccessLock> ofPair = wrongPair(new Pair(source, account), nowMs);
        Optional<AccessLock> ofAccount = wrongAccount(account, nowMs);
        Optional<AccessLock> ofSource = wrongSource(source, account, nowMs);
        return ofSource.or(() -> ofAccount).or(() -> ofPair);
    }

    /** Told when it begins to wait, and when it waits as long as it ever will. */
    private Optional<AccessLock> wrongPair(Pair pair, long nowMs) {
        Tries tries = pairs.computeIfAbsent(pair, p -> new Tries());
        if (nowMs - tries.lastMs > rules.lock().toMillis()) {
            tries.failures = 0;
        }
        tries.lastMs = nowMs;
        tries.failures++;
        int beyond = tries.failures - rules.freeTries();
        if (beyond <= 0) {
            return Optional.empty();
        }
        long waitMs = waitMs(beyond);
        tries.untilMs = nowMs + waitMs;
        boolean grown = beyond > 1 && waitMs > waitMs(beyond - 1);
        boolean tell = beyond == 1 || grown && waitMs == rules.longestWait().toMillis();
        return tell
                ? Optional.of(lock(pair.source(), pair.account(), tries.failures, tries.untilMs))
                : Optional.empty();
    }

    private long waitMs(int beyond) {
        return Math.min(rules.longestWait().toMillis(), FIRST_WAIT_MS << Math.min(30, beyond - 1));
    }

    private Optional<AccessLock> wrongSource(String source, String account, long nowMs) {
        Sweep sweep = sources.computeIfAbsent(source, s -> new Sweep());
        if (nowMs - sweep.sinceMs > rules.lock().toMillis()) {
            sweep.sinceMs = nowMs;
            sweep.accounts.clear();
        }
        sweep.accounts.add(account.hashCode());
        if (sweep.accounts.size() < rules.accountsOfSource() || nowMs < sweep.untilMs) {
            return Optional.empty();
        }
        int failures = sweep.accounts.size();
        sweep.accounts.clear();
        sweep.untilMs = nowMs + rules.lock().toMillis();
        return Optional.of(lock(source, "", failures, sweep.untilMs));
    }

    private Optional<AccessLock> wrongAccount(String account, long nowMs) {
        Siege siege = accounts.computeIfAbsent(account, a -> new Siege());
        if (nowMs - siege.sinceMs > rules.lock().toMillis()) {
            siege.sinceMs = nowMs;
            siege.failures = 0;
        }
        siege.failures++;
        if (siege.failures < rules.failuresOfAccount() || nowMs < siege.untilMs) {
            return Optional.empty();
        }
        int failures = siege.failures;
        siege.failures = 0;
        siege.untilMs = nowMs + rules.lock().toMillis();
        return Optional.of(lock("", account, failures, siege.untilMs));
    }

    /** Whoever is not listened to at that time. */
    public synchronized List<AccessLock> locks(long nowMs) {
        List<AccessLock> locks = new ArrayList<>();
        sources.forEach(
                (source, s) -> {
                    if (nowMs < s.untilMs) {
                        locks.add(lock(source, "", rules.accountsOfSource(), s.untilMs));
                    }
                });
        accounts.forEach(
                (account, s) -> {
                    if (nowMs < s.untilMs) {
                        locks.add(lock("", account, rules.failuresOfAccount(), s.untilMs));
                    }
                });
        pairs.forEach(
                (pair, t) -> {
                    if (nowMs < t.untilMs) {
                        locks.add(lock(pair.source(), pair.account(), t.failures, t.untilMs));
                    }
                });
        return locks;
    }

    /**
     * Listens again to whoever has to do with that source or account, as if nothing had been.
     *
     * @return how many locks that opened
     */
    public synchronized int release(String sourceOrAccount, long nowMs) {
        int before = locks(nowMs).size();
        sources.remove(sourceOrAccount);
        accounts.remove(sourceOrAccount);
        pairs.forEach(
                (pair, tries) -> {
                    if (pair.source().equals(sourceOrAccount)
                            || pair.account().equals(sourceOrAccount)) {
                        tries.failures = 0;
                        tries.untilMs = 0;
                    }
                });
        return before - locks(nowMs).size();
    }

    /** Secrets that were looked at and wrong. */
    public long wrongCount() {
        return wrong.sum();
    }

    /** Those that were not looked at. */
    public long untriedCount() {
        return untried.sum();
    }

    private static AccessLock lock(String source, String account, int failures, long untilMs) {
        return new AccessLock(source, account, failures, Instant.ofEpochMilli(untilMs));
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
