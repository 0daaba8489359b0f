package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.DirectoryReport;
import org.patchbay.directory.api.UserDirectory;

@Service
@Command(
        scope = "pbx",
        name = "directory",
        description = "Shows what the directory holds and whether its source is in force")
public class DirectoryCommand extends HouseCommand {
    private static final int SOME = 20;

    @Option(name = "-a", description = "Lists all, not just the first " + SOME + " of each kind")
    boolean all;

    @Override
    public Object execute() {
        with(
                UserDirectory.class,
                "directory",
                directory ->
                        print(
                                DirectoryReport.lines(
                                        directory.current(),
                                        directory.refusal(),
                                        all ? Integer.MAX_VALUE : SOME)));
        return null;
    }
}
