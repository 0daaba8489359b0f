package org.patchbay.console.internal.command;

import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.console.internal.text.Prefix;

/** A command about one who is in a room. */
abstract class RoomMemberCommand extends RoomCommandByNumber {
    @Argument(
            index = 1,
            name = "LEG",
            description = "Id of the member's leg, or as much of it as makes it unique",
            required = true)
    @Completion(RoomLegCompleter.class)
    String leg;

    /** Has the hub carry out a command for the member; says so where it is not one. */
    final void toMember(BiFunction<CallSnapshot, LegId, CallCommand> command, String done) {
        withHub(
                hub ->
                        find(hub)
                                .ifPresent(
                                        room ->
                                                member(room)
                                                        .ifPresent(
                                                                id ->
                                                                        execute(
                                                                                hub,
                                                                                command.apply(
                                                                                        room, id),
                                                                                done + id
                                                                                        + " in"))));
    }

    private Optional<LegId> member(CallSnapshot room) {
        Prefix.Found found =
                Prefix.of("leg", leg, room.legs().stream().map(l -> l.id().value()).toList());
        if (found.id().isEmpty()) {
            out().println(found.why());
        }
        return found.id().map(LegId::new);
    }
}
