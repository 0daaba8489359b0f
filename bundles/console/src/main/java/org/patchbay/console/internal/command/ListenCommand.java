package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallSnapshot;

@Service
@Command(
        scope = "pbx",
        name = "listen",
        description = "BY is rung, then hears the call or room ID and is not heard")
public class ListenCommand extends CallCommandById {
    @Argument(
            index = 1,
            name = "BY",
            description = "A device such as 1003, or a target such as user:anna",
            required = true)
    @Completion(DeviceCompleter.class)
    String by;

    @Override
    public Object execute() {
        withHub(hub -> find(hub).ifPresent(call -> listen(hub, call)));
        return null;
    }

    private void listen(CallHub hub, CallSnapshot call) {
        target(by)
                .ifPresent(
                        target ->
                                execute(
                                        hub,
                                        new CallCommand.Listen(call.id(), target),
                                        "Rings " + target + ", which will listen: call"));
    }
}
