package org.patchbay.console.internal.text;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.patchbay.directory.api.Binding;

/** Who is registered, from where, for how long. */
public final class RegistrationTable {
    private RegistrationTable() {}

    public static List<String> lines(List<Binding> bindings, Instant now) {
        if (bindings.isEmpty()) {
            return List.of("Nobody is registered.");
        }
        Columns table = new Columns("DEVICE", "CONTACT", "VIA", "EXPIRES IN", "Q", "USER AGENT");
        bindings.stream()
                .sorted(
                        Comparator.comparing((Binding b) -> b.aor().user())
                                .thenComparing(Binding::contact))
                .forEach(
                        b ->
                                table.row(
                                        b.aor().user(),
                                        b.contact(),
                                        b.flow().transport()
                                                + " "
                                                + b.flow().remoteAddress()
                                                + ":"
                                                + b.flow().remotePort(),
                                        Figures.duration(Duration.between(now, b.expires())),
                                        Figures.q(b.q()),
                                        b.userAgent()));
        return table.lines();
    }
}
