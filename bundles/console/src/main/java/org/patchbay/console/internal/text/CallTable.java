package org.patchbay.console.internal.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.media.api.MediaSessionSnapshot;

/** All calls, one line each. */
public final class CallTable {
    private CallTable() {}

    public static List<String> lines(List<CallSnapshot> calls, Instant now) {
        if (calls.isEmpty()) {
            return List.of("No calls.");
        }
        Columns table =
                new Columns(
                        "ID", "STATE", "SINCE", "CALLER", "CALLED", "LEGS", "CODECS", "DECIDED BY");
        for (CallSnapshot c : calls) {
            table.row(
                    c.id().value(),
                    c.state(),
                    Figures.duration(Duration.between(c.startedAt(), now)),
                    c.caller().toString(),
                    c.room().map(r -> "room " + r).orElse(c.called()),
                    Integer.toString(c.legs().size()),
                    codecs(c),
                    c.decidedBy());
        }
        return table.lines();
    }

    private static String codecs(CallSnapshot call) {
        return call.legs().stream()
                .flatMap(l -> l.media().stream())
                .map(MediaSessionSnapshot::codec)
                .map(CallTable::name)
                .filter(c -> !c.isEmpty())
                .distinct()
                .collect(Collectors.joining(","));
    }

    /** {@code PCMU/8000} is {@code PCMU} to people. */
    static String name(String codec) {
        int slash = codec.indexOf('/');
        return slash < 0 ? codec : codec.substring(0, slash);
    }
}
