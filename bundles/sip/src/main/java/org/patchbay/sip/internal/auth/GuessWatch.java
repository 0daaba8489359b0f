package org.patchbay.sip.internal.auth;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.directory.api.AccessLocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says who is not listened to any more, and lets an operator change that. Any thread. */
public final class GuessWatch implements AccessLocks {
    private static final Logger LOG = LoggerFactory.getLogger(GuessWatch.class);
    private static final int LONGEST_NAME = 64;
    private static final int MOST_A_MINUTE = 30;

    private final Guesses guesses;
    private final InstantSource clock;
    private final Consumer<AccessLock> events;
    private long toldIn;
    private int told;

    public GuessWatch(Guesses guesses, InstantSource clock, Consumer<AccessLock> events) {
        this.guesses = guesses;
        this.clock = clock;
        this.events = events;
    }

    boolean mayTry(String source, String account) {
        return guesses.mayTry(source, account, clock.millis());
    }

    void right(String source, String account) {
        guesses.right(source, account);
    }

    void wrong(String source, String account) {
        guesses.wrong(source, account, clock.millis()).ifPresent(this::began);
    }

    /** Secrets that were looked at and wrong. */
    public long wrongCount() {
        return guesses.wrongCount();
    }

    /** Those that were not looked at. */
    public long untriedCount() {
        return guesses.untriedCount();
    }

    private void began(AccessLock lock) {
        if (!mayTell()) {
            return;
        }
        AccessLock shown = readable(lock);
        LOG.warn(
                "wrong secrets: {} for account {} after {} of them is not looked at until {}",
                shown.source().isEmpty() ? "whoever never knew it" : shown.source(),
                shown.account().isEmpty() ? "of any name" : shown.account(),
                shown.failures(),
                shown.until());
        events.accept(shown);
    }

    /** A flood of guesses must not become a flood of words. */
    private synchronized boolean mayTell() {
        long minute = clock.millis() / 60_000;
        told = minute == toldIn ? told + 1 : 1;
        toldIn = minute;
        return told <= MOST_A_MINUTE;
    }

    @Override
    public List<AccessLock> locks() {
        return guesses.locks(clock.millis()).stream().map(GuessWatch::readable).toList();
    }

    @Override
    public int release(String sourceOrAccount) {
        return guesses.release(sourceOrAccount, clock.millis());
    }

    /** Names come from the network: nothing in them moves a terminal or fills a log. */
    private static AccessLock readable(AccessLock lock) {
        String name = lock.account();
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        String plain = cut.replaceAll("[^\\x21-\\x7e]", "?");
        return new AccessLock(lock.source(), plain, lock.failures(), lock.until());
    }
}
