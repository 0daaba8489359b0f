package org.patchbay.console.internal.command;

import java.util.Optional;
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
        whom().ifPresent(whom -> leg(call, leg).ifPresent(by -> transfer(hub, call, by, whom)));
    }

    private Optional<TransferTo> whom() {
        return to.indexOf(':') < 0
                ? Optional.of(new TransferTo.Number(to))
                : target(to).map(TransferTo.Somebody::new);
    }

    private void transfer(CallHub hub, CallSnapshot call, LegId by, TransferTo whom) {
        execute(
                hub,
                new CallCommand.Transfer(call.id(), by, whom),
                "Transfers: leg " + by + " of call");
    }
}
