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
@Command(scope = "pbx", name = "dtmf", description = "Plays keys to the far side of a leg")
public class DtmfCommand extends CallCommandById {
    @Argument(
            index = 1,
            name = "LEG",
            description = "Who gets them: id of the leg, or as much of it as makes it unique",
            required = true)
    @Completion(LegIdCompleter.class)
    String leg;

    @Argument(index = 2, name = "KEYS", description = "Such as 12#", required = true)
    String keys;

    @Override
    public Object execute() {
        withHub(hub -> find(hub).ifPresent(call -> press(hub, call)));
        return null;
    }

    private void press(CallHub hub, CallSnapshot call) {
        leg(call, leg).ifPresent(gets -> press(hub, call, gets));
    }

    private void press(CallHub hub, CallSnapshot call, LegId gets) {
        CallCommand command;
        try {
            command = new CallCommand.Press(call.id(), gets, keys);
        } catch (IllegalArgumentException e) {
            out().println(e.getMessage());
            return;
        }
        execute(hub, command, "Plays keys: leg " + gets + " of call");
    }
}
