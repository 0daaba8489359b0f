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
        name = "join",
        description = "A third is rung and talks with the two; pbx:hangup ID LEG takes one out")
public class JoinCommand extends CallCommandById {
    @Argument(
            index = 1,
            name = "LEG",
            description = "Whose guest the third is: id of the leg, or as much as makes it unique",
            required = true)
    @Completion(LegIdCompleter.class)
    String leg;

    @Argument(
            index = 2,
            name = "TO",
            description = "A number as that leg would dial it, or a target such as user:anna",
            required = true)
    @Completion(DeviceCompleter.class)
    String to;

    @Override
    public Object execute() {
        withHub(hub -> find(hub).ifPresent(call -> join(hub, call)));
        return null;
    }

    private void join(CallHub hub, CallSnapshot call) {
        whom(to).ifPresent(third -> leg(call, leg).ifPresent(by -> join(hub, call, by, third)));
    }

    private void join(CallHub hub, CallSnapshot call, LegId by, TransferTo third) {
        execute(
                hub,
                new CallCommand.Join(call.id(), by, third),
                "Rings a third for leg " + by + " of call");
    }
}
