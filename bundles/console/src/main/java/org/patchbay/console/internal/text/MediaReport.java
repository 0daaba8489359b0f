package org.patchbay.console.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.patchbay.media.api.MediaEngineSnapshot;
import org.patchbay.media.api.MediaEngineSnapshot.Lateness;
import org.patchbay.media.api.MediaEngineSnapshot.Loop;

/** The media engine for people, and its ticks for programs. */
public final class MediaReport {
    private MediaReport() {}

    public static List<String> of(MediaEngineSnapshot engine) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d sessions, %d mixes, %d of %d port pairs in use",
                        engine.sessions(),
                        engine.mixes(),
                        engine.portPairsInUse(),
                        engine.portPairsInUse() + engine.portPairsFree()));
        Columns table =
                new Columns(
                        "loop", "sessions", "mixes", "busy", "ticks", "late p50", "p99", "most");
        for (Loop loop : engine.loops()) {
            Lateness late = loop.lateness();
            table.row(
                    loop.name(),
                    Integer.toString(loop.sessions()),
                    Integer.toString(loop.mixes()),
                    String.format(Locale.ROOT, "%.0f%%", 100 * loop.busy()),
                    Long.toString(late.tickCount()),
                    ms(late.p50Us()),
                    ms(late.p99Us()),
                    ms(late.maxUs()));
        }
        lines.addAll(table.lines());
        return lines;
    }

    /**
     * One line: {@code ticks media-0=15:4711,31:2 media-1=…}, so many ticks for each loop that
     * began no later than so many microseconds, those of the step before not among them. Counts
     * only grow.
     */
    public static String ticks(MediaEngineSnapshot engine) {
        return "ticks "
                + engine.loops().stream()
                        .map(loop -> loop.name() + "=" + ticks(loop.lateness()))
                        .collect(Collectors.joining(" "));
    }

    private static String ticks(Lateness lateness) {
        return lateness.ticks().entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(","));
    }

    private static String ms(long us) {
        return String.format(Locale.ROOT, "%.1f ms", us / 1000.0);
    }
}
