package org.patchbay.console.internal.command;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.patchbay.call.api.CallHub;

/** The members of the room whose number stands before. */
@Service
public class RoomLegCompleter extends HouseCompleter {
    @Override
    List<String> words(CommandLine line) {
        List<String> typed = Arrays.asList(line.getArguments());
        return from(
                CallHub.class,
                hub ->
                        hub.calls().stream()
                                .filter(c -> c.room().filter(typed::contains).isPresent())
                                .flatMap(c -> c.legs().stream())
                                .map(l -> l.id().value())
                                .toList());
    }
}
