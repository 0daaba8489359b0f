package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Target;

@Service
@Command(
        scope = "pbx",
        name = "transfer",
        description = "One leg leaves, and whom it talks to is connected to somebody else")
public class TransferCommand extends CallCommandById {
    @Argument(
            index = 1,
            name = "LEG",
            description = "Who leaves: id of the leg, or as much of it as makes it unique",
            required = true)
    @Completion(LegIdCompleter.class)
    String leg;

    @Argument(
            index = 2,
            name = "TO",
            description = "A device such as 1003, or a target such as user:anna or trunk:acme/123",
            required = true)
    @Completion(DeviceCompleter.class)
    String to;

    @Override
    public Object execute() {
        withHub(hub -> find(hub).ifPresent(call -> transfer(hub, call)));
        return null;
    }

    private void transfer(CallHub hub, CallSnapshot call) {
        target(to)
                .ifPresent(
                        target -> leg(call, leg).ifPresent(by -> transfer(hub, call, by, target)));
    }

    private void transfer(CallHub hub, CallSnapshot call, LegId by, Target target) {
        execute(
                hub,
                new CallCommand.Transfer(call.id(), by, target),
                "Transfers: leg " + by + " of call");
    }
}
