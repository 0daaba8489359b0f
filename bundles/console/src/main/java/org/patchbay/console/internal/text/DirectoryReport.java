package org.patchbay.console.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.directory.api.Directory;

/** What the directory holds, in numbers. */
public final class DirectoryReport {
    private static final int MAX_LINE = 300;

    private DirectoryReport() {}

    public static List<String> lines(Directory d, Optional<String> refusal) {
        List<String> lines = new ArrayList<>();
        lines.add("domain   " + d.domain());
        lines.add("version  " + (d.version() == 0 ? "none, the directory is empty" : d.version()));
        lines.add("users    " + d.users().size());
        lines.add("devices  " + d.devices().size());
        lines.add("groups   " + d.groups().size());
        lines.add("rooms    " + d.rooms().size());
        lines.add("trunks   " + d.trunks().size());
        lines.add(
                "state    "
                        + refusal.map(
                                        why ->
                                                "the source as it is now is refused: "
                                                        + Printable.of(why, MAX_LINE))
                                .orElse("in force"));
        return lines;
    }
}
