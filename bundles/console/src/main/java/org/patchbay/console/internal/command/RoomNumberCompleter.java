package org.patchbay.console.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.patchbay.call.api.CallHub;

/** Numbers of the rooms that somebody is in. */
@Service
public class RoomNumberCompleter extends HouseCompleter {
    @Override
    List<String> words(CommandLine line) {
        return from(
                CallHub.class,
                hub -> hub.calls().stream().flatMap(c -> c.room().stream()).toList());
    }
}
