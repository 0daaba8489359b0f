package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "pbx",
        name = "hold",
        description = "One of two who talk waits and hears music until pbx:resume")
public class HoldCommand extends WaitingCommand {
    public HoldCommand() {
        super(true, "Holds");
    }
}
