package org.patchbay.web.internal.login;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.directory.api.AccessLocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where somebody says who he is. One password is looked at at a time, for each takes a third of a
 * second of a core that calls need; few may wait for it.
 */
public final class LoginDesk implements AccessLocks {
    private static final Logger LOG = LoggerFactory.getLogger(LoginDesk.class);
    private static final int MOST_WAITING = 8;

    /** Longer ones are nobody's. */
    public static final int MOST_LETTERS = 256;

    /** What came of it. */
    public sealed interface Outcome {
        record In(Sessions.Opened opened) implements Outcome {}

        record Wrong() implements Outcome {}

        /** It was not looked at. */
        record Wait(Duration until) implements Outcome {}

        /** The password was right, but the realm gives that user nothing to do here. */
        record NoRole() implements Outcome {}

        /** Too many at once. */
        record Busy() implements Outcome {}
    }

    private final BiFunction<String, String, Optional<List<String>>> realm;
    private final Guesses guesses;
    private final Sessions sessions;
    private final InstantSource clock;
    private final Consumer<AccessLock> locked;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Object one = new Object();

    /**
     * @param realm the roles of a user with the right password
     * @param locked told of each lock
     */
    public LoginDesk(
            BiFunction<String, String, Optional<List<String>>> realm,
            Guesses guesses,
            Sessions sessions,
            InstantSource clock,
            Consumer<AccessLock> locked) {
        this.realm = realm;
        this.guesses = guesses;
        this.sessions = sessions;
        this.clock = clock;
        this.locked = locked;
    }

    public Outcome login(String source, String user, String password) {
        if (user.isBlank() || user.length() > MOST_LETTERS || password.length() > MOST_LETTERS) {
            return new Outcome.Wrong();
        }
        if (!room.tryAcquire()) {
            return new Outcome.Busy();
        }
        try {
            synchronized (one) {
                Duration wait = guesses.wait(source, user, clock.millis());
                return wait.isZero() ? look(source, user, password) : new Outcome.Wait(wait);
            }
        } finally {
            room.release();
        }
    }

    private Outcome look(String source, String user, String password) {
        Optional<List<String>> roles = realm.apply(user, password);
        long nowMs = clock.millis();
        if (roles.isEmpty()) {
            guesses.wrong(source, user, nowMs).ifPresent(this::tell);
            return new Outcome.Wrong();
        }
        guesses.right(source, user);
        Optional<Role> role = Role.highest(roles.get());
        if (role.isEmpty()) {
            return new Outcome.NoRole();
        }
        return sessions.open(user, role.get(), nowMs)
                .<Outcome>map(Outcome.In::new)
                .orElse(new Outcome.Busy());
    }

    private void tell(AccessLock lock) {
        LOG.warn(
                "wrong passwords for the web pages: {} {} is not looked at until {}",
                lock.source(),
                printable(lock.account()),
                lock.until());
        locked.accept(lock);
    }

    /** Whatever somebody gave as his name goes into a log. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    @Override
    public List<AccessLock> locks() {
        return guesses.locks(clock.millis());
    }

    @Override
    public int release(String sourceOrAccount) {
        return guesses.release(sourceOrAccount, clock.millis());
    }
}
