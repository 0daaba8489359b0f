package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;

/** Lets one of two who talk wait, or talk again. */
abstract class WaitingCommand extends CallCommandById {
    private final boolean held;
    private final String done;

    @Argument(
            index = 1,
            name = "LEG",
            description = "Who waits: id of the leg, or as much of it as makes it unique",
            required = true)
    @Completion(LegIdCompleter.class)
    String leg;

    WaitingCommand(boolean held, String done) {
        this.held = held;
        this.done = done;
    }

    @Override
    public Object execute() {
        withHub(hub -> find(hub).ifPresent(call -> hold(hub, call)));
        return null;
    }

    private void hold(CallHub hub, CallSnapshot call) {
        leg(call, leg).ifPresent(waits -> hold(hub, call, waits));
    }

    private void hold(CallHub hub, CallSnapshot call, LegId waits) {
        CallCommand command = new CallCommand.Hold(call.id(), waits, held);
        execute(hub, command, done + ": leg " + waits + " of call");
    }
}
