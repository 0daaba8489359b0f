package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;

@Service
@Command(
        scope = "pbx",
        name = "hold",
        description = "One of two who talk waits and hears music until pbx:resume")
public class HoldCommand extends CallCommandById {
    @Argument(
            index = 1,
            name = "LEG",
            description = "Who waits: id of the leg, or as much of it as makes it unique",
            required = true)
    @Completion(LegIdCompleter.class)
    String leg;

    @Override
    public Object execute() {
        withHub(
                hub ->
                        find(hub)
                                .ifPresent(
                                        call -> leg(call, leg).ifPresent(l -> hold(hub, call, l))));
        return null;
    }

    private void hold(CallHub hub, CallSnapshot call, LegId waits) {
        execute(
                hub,
                new CallCommand.Hold(call.id(), waits, true),
                "Holds: leg " + waits + " of call");
    }
}
