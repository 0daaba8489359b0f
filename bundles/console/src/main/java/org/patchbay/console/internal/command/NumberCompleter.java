package org.patchbay.console.internal.command;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.api.User;
import org.patchbay.directory.api.UserDirectory;

/** Numbers of users and groups. */
@Service
public class NumberCompleter extends HouseCompleter {
    @Override
    List<String> words(CommandLine line) {
        return from(UserDirectory.class, d -> numbers(d.current()));
    }

    private static List<String> numbers(Directory d) {
        return Stream.concat(
                        d.users().values().stream().map(User::number),
                        d.groups().values().stream().map(Group::number))
                .filter(n -> !n.isEmpty())
                .toList();
    }
}
