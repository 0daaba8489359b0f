package org.patchbay.console.internal.command;

import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.CallTable;

@Service
@Command(scope = "pbx", name = "calls", description = "Lists the calls that are up, oldest first")
public class CallsCommand extends HouseCommand {
    @Override
    public Object execute() {
        withHub(hub -> print(CallTable.lines(hub.calls(), Instant.now())));
        return null;
    }
}
