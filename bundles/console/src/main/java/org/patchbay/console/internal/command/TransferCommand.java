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
import org.patchbay.call.api.TransferTo;
import org.patchbay.console.internal.text.Prefix;

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
            description = "A number as that leg would dial it, or a target such as user:anna",
            required = true)
    @Completion(DeviceCompleter.class)
    String to;

    @Override
    public Object execute() {
        withHub(hub -> find(hub).ifPresent(call -> transfer(hub, call)));
        return null;
    }

    private void transfer(CallHub hub, CallSnapshot call) {
        TransferTo target;
        try {
            target =
                    to.indexOf(':') < 0
                            ? new TransferTo.Number(to)
                            : new TransferTo.Somebody(Target.parse(to));
        } catch (IllegalArgumentException e) {
            out().println(e.getMessage());
            return;
        }
        Prefix.Found found =
                Prefix.of("leg", leg, call.legs().stream().map(l -> l.id().value()).toList());
        found.id()
                .ifPresentOrElse(
                        l ->
                                execute(
                                        hub,
                                        new CallCommand.Transfer(call.id(), new LegId(l), target),
                                        "Transfers: leg " + l + " of call"),
                        () -> out().println(found.why()));
    }
}
