package org.patchbay.console.internal.command;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.TransferTo;
import org.patchbay.console.internal.text.Prefix;

/** A command about one call, whose id may be given by its beginning. */
abstract class CallCommandById extends HouseCommand {
    @Argument(
            index = 0,
            name = "ID",
            description = "Id of the call, or as much of it as makes it unique",
            required = true)
    @Completion(CallIdCompleter.class)
    String id;

    /** Says so where there is no such call. */
    final Optional<CallSnapshot> find(CallHub hub) {
        Prefix.Found found =
                Prefix.of("call", id, hub.calls().stream().map(c -> c.id().value()).toList());
        Optional<CallSnapshot> call =
                found.id()
                        .flatMap(
                                wanted ->
                                        hub.calls().stream()
                                                .filter(c -> c.id().value().equals(wanted))
                                                .findFirst());
        if (call.isEmpty()) {
            out().println(found.why().isEmpty() ? "The call is over." : found.why());
        }
        return call;
    }

    /** A number, or a target where the text names a scheme; says so where it is neither. */
    final Optional<TransferTo> whom(String text) {
        try {
            return text.indexOf(':') < 0
                    ? Optional.of(new TransferTo.Number(text))
                    : target(text).map(TransferTo.Somebody::new);
        } catch (IllegalArgumentException e) {
            out().println(e.getMessage());
            return Optional.empty();
        }
    }

    /** Says so where that call has no such leg, or several that begin so. */
    final Optional<LegId> leg(CallSnapshot call, String text) {
        Prefix.Found found =
                Prefix.of("leg", text, call.legs().stream().map(l -> l.id().value()).toList());
        if (found.id().isEmpty()) {
            out().println(found.why());
        }
        return found.id().map(LegId::new);
    }
}
