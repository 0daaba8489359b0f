package org.patchbay.console.internal.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.patchbay.directory.api.TrunkStatus;

/** How the trunks are, one a line. */
public final class TrunkTable {
    private TrunkTable() {}

    public static List<String> lines(List<TrunkStatus> trunks, Instant now) {
        if (trunks.isEmpty()) {
            return List.of("There are no trunks.");
        }
        Columns table =
                new Columns("TRUNK", "STATE", "GOES TO", "REGISTERED FOR", "CALLS", "LAST FAILURE");
        for (TrunkStatus trunk : trunks) {
            table.row(
                    trunk.id(),
                    trunk.state().name().toLowerCase(Locale.ROOT),
                    trunk.address(),
                    trunk.registeredUntil()
                            .map(until -> Figures.duration(Duration.between(now, until)))
                            .orElse(""),
                    trunk.calls() + (trunk.maxCalls() == 0 ? "" : "/" + trunk.maxCalls()),
                    trunk.lastFailure());
        }
        return table.lines();
    }
}
