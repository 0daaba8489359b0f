package org.patchbay.console.internal.text;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.patchbay.directory.api.AccessLock;

/** Who is not listened to because of wrong secrets, and for how long. */
public final class LockTable {
    private LockTable() {}

    public static List<String> lines(List<AccessLock> locks, Instant now) {
        if (locks.isEmpty()) {
            return List.of("Nobody is locked out.");
        }
        Columns table = new Columns("FROM", "ACCOUNT", "WRONG SECRETS", "FOR ANOTHER");
        locks.stream()
                .sorted(Comparator.comparing(AccessLock::source).thenComparing(AccessLock::account))
                .forEach(
                        lock ->
                                table.row(
                                        lock.source().isEmpty() ? "strangers" : lock.source(),
                                        lock.account().isEmpty() ? "any" : lock.account(),
                                        Integer.toString(lock.failures()),
                                        Figures.duration(Duration.between(now, lock.until()))));
        return table.lines();
    }
}
