package org.patchbay.console.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.MediaReport;
import org.patchbay.media.api.MediaEngine;

@Service
@Command(
        scope = "pbx",
        name = "media",
        description = "Shows the media loops: what they carry, and how late their ticks began")
public class MediaCommand extends HouseCommand {
    @Option(
            name = "--ticks",
            description =
                    "All ticks since the start in one line for programs: LOOP=US:COUNT,US:COUNT…")
    boolean ticks;

    @Override
    public Object execute() {
        with(
                MediaEngine.class,
                "media engine",
                engine ->
                        print(
                                ticks
                                        ? List.of(MediaReport.ticks(engine.snapshot()))
                                        : MediaReport.of(engine.snapshot())));
        return null;
    }
}
