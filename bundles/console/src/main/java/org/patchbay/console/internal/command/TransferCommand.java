package org.patchbay.console.internal.command;

import java.util.List;
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
import org.patchbay.console.internal.text.Prefix;

@Service
@Command(
        scope = "pbx",
        name = "transfer",
        description = "One leg leaves, and whom it talks to is connected to somebody else")
public class TransferCommand extends CallCommandById {
    private static final String SEAT = "leg:";

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
            description =
                    "A number as that leg would dial it, a target such as user:anna, or leg:ID: "
                            + "whom that leg of another call talks to",
            required = true)
    @Completion(DeviceCompleter.class)
    String to;

    @Override
    public Object execute() {
        withHub(hub -> find(hub).ifPresent(call -> transfer(hub, call)));
        return null;
    }

    private void transfer(CallHub hub, CallSnapshot call) {
        whom(hub).ifPresent(whom -> leg(call, leg).ifPresent(by -> transfer(hub, call, by, whom)));
    }

    private Optional<TransferTo> whom(CallHub hub) {
        return to.startsWith(SEAT) ? seat(hub, to.substring(SEAT.length())) : whom(to);
    }

    /** Of any call: the two are joined. */
    private Optional<TransferTo> seat(CallHub hub, String text) {
        List<String> legs =
                hub.calls().stream()
                        .flatMap(c -> c.legs().stream())
                        .map(l -> l.id().value())
                        .toList();
        Prefix.Found found = Prefix.of("leg", text, legs);
        if (found.id().isEmpty()) {
            out().println(found.why());
        }
        return found.id().map(LegId::new).map(TransferTo.SeatOf::new);
    }

    private void transfer(CallHub hub, CallSnapshot call, LegId by, TransferTo whom) {
        execute(
                hub,
                new CallCommand.Transfer(call.id(), by, whom),
                "Transfers: leg " + by + " of call");
    }
}
