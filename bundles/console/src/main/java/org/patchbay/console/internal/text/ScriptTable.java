package org.patchbay.console.internal.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.patchbay.call.api.ScriptCatalog.Entry;
import org.patchbay.call.api.ScriptCatalog.Failure;

/** The scripts, why one is not in force as it is now, and how one failed last. */
public final class ScriptTable {
    private static final int MAX_LINE = 300;

    private ScriptTable() {}

    public static List<String> lines(List<Entry> scripts, ZoneId zone) {
        if (scripts.isEmpty()) {
            return List.of("No scripts.");
        }
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
        Columns table = new Columns("SCRIPT", "VERSION", "LOADED", "DECISIONS", "CALLS", "STATE");
        for (Entry s : scripts) {
            table.row(
                    s.name(),
                    s.version() == 0 ? "-" : Integer.toString(s.version()),
                    s.loadedAt().map((Instant at) -> time.format(at)).orElse("-"),
                    Long.toString(s.decisions()),
                    Integer.toString(s.callsInProgress()),
                    state(s));
        }
        List<String> lines = new ArrayList<>(table.lines());
        for (Entry s : scripts) {
            s.refusal().ifPresent(why -> why.lines().map(l -> below(s, l)).forEach(lines::add));
            s.failure().ifPresent(f -> lines.add(below(s, failed(f, time))));
        }
        return lines;
    }

    private static String below(Entry s, String text) {
        return Printable.of(s.name() + ": " + text, MAX_LINE);
    }

    private static String failed(Failure f, DateTimeFormatter time) {
        return "version "
                + f.version()
                + " failed at "
                + time.format(f.at())
                + ", "
                + f.failures()
                + " so far: "
                + f.text();
    }

    private static String state(Entry s) {
        if (s.refusal().isEmpty()) {
            return s.failsInForce() ? "in force, has failed" : "in force";
        }
        return s.version() == 0 ? "refused" : "refused, version " + s.version() + " stays";
    }
}
