package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.TransferTo;

@Service
@Command(
        scope = "pbx",
        name = "move",
        description = "One leg goes elsewhere, whatever its call is about; whom it leaves goes on")
public class MoveCommand extends CallCommandById {
    @Argument(
            index = 1,
            name = "LEG",
            description = "Who goes: id of the leg, or as much of it as makes it unique",
            required = true)
    @Completion(LegIdCompleter.class)
    String leg;

    @Argument(
            index = 2,
            name = "TO",
            description =
                    "A number (of a phone, an app, a room) as that leg would dial it, or a target "
                            + "such as user:anna",
            required = true)
    @Completion(DeviceCompleter.class)
    String to;

    @Override
    public Object execute() {
        withHub(hub -> find(hub).ifPresent(call -> move(hub, call)));
        return null;
    }

    private void move(CallHub hub, CallSnapshot call) {
        whom(to).ifPresent(there -> leg(call, leg).ifPresent(who -> move(hub, call, who, there)));
    }

    private void move(CallHub hub, CallSnapshot call, LegId who, TransferTo there) {
        execute(hub, new CallCommand.Move(call.id(), who, there), "Moves: leg " + who + " of call");
    }
}
