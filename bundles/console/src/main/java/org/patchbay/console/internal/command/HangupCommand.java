package org.patchbay.console.internal.command;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallSnapshot;

@Service
@Command(scope = "pbx", name = "hangup", description = "Ends a call, or one leg of it")
public class HangupCommand extends CallCommandById {
    @Argument(
            index = 1,
            name = "LEG",
            description = "Id of the leg, or as much of it as makes it unique; all legs without")
    @Completion(LegIdCompleter.class)
    String leg;

    @Override
    public Object execute() {
        withHub(hub -> find(hub).ifPresent(call -> hangUp(hub, call)));
        return null;
    }

    private void hangUp(CallHub hub, CallSnapshot call) {
        if (leg == null) {
            execute(hub, new CallCommand.Hangup(call.id(), Optional.empty()), "Ends: call");
            return;
        }
        leg(call, leg)
                .ifPresent(
                        l ->
                                execute(
                                        hub,
                                        new CallCommand.Hangup(call.id(), Optional.of(l)),
                                        "Ends: leg " + l + " of call"));
    }
}
