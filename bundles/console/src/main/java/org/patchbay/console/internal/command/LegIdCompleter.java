package org.patchbay.console.internal.command;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.patchbay.call.api.CallHub;

/** The legs of the call that stands before. */
@Service
public class LegIdCompleter extends HouseCompleter {
    @Override
    List<String> words(CommandLine line) {
        List<String> typed = Arrays.asList(line.getArguments());
        return from(
                CallHub.class,
                hub ->
                        hub.calls().stream()
                                .filter(
                                        c ->
                                                typed.stream()
                                                        .anyMatch(t -> begins(c.id().value(), t)))
                                .flatMap(c -> c.legs().stream())
                                .map(l -> l.id().value())
                                .toList());
    }

    private static boolean begins(String id, String typed) {
        return !typed.isEmpty() && id.startsWith(typed);
    }
}
