package org.patchbay.console.internal.command;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.patchbay.directory.api.AccessLocks;

@Service
public class LockCompleter extends HouseCompleter {
    @Override
    List<String> words(CommandLine line) {
        return from(
                AccessLocks.class,
                locks ->
                        locks.locks().stream()
                                .flatMap(lock -> Stream.of(lock.source(), lock.account()))
                                .filter(name -> !name.isEmpty())
                                .distinct()
                                .toList());
    }
}
