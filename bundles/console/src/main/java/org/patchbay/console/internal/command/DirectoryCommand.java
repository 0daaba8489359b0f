package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.DirectoryReport;
import org.patchbay.directory.api.UserDirectory;

@Service
@Command(
        scope = "pbx",
        name = "directory",
        description = "Shows what the directory holds and whether its source is in force")
public class DirectoryCommand extends HouseCommand {
    @Override
    public Object execute() {
        with(
                UserDirectory.class,
                "directory",
                directory ->
                        print(DirectoryReport.lines(directory.current(), directory.refusal())));
        return null;
    }
}
