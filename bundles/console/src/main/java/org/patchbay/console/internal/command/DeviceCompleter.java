package org.patchbay.console.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.patchbay.directory.api.UserDirectory;

@Service
public class DeviceCompleter extends HouseCompleter {
    @Override
    List<String> words(CommandLine line) {
        return from(UserDirectory.class, d -> List.copyOf(d.current().devices().keySet()));
    }
}
