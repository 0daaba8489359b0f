package org.patchbay.console.internal.command;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.console.internal.text.Prefix;
import org.patchbay.console.internal.text.Printable;

/** A command about one room that somebody is in. */
abstract class RoomCommandByNumber extends HouseCommand {
    @Argument(index = 0, name = "NUMBER", description = "Number of the room", required = true)
    @Completion(RoomNumberCompleter.class)
    String number;

    /** Says so where nobody is in it. */
    final Optional<CallSnapshot> find(CallHub hub) {
        Optional<CallSnapshot> room =
                hub.calls().stream()
                        .filter(c -> c.room().filter(number::equals).isPresent())
                        .findFirst();
        if (room.isEmpty()) {
            out().println("Nobody is in room " + Printable.of(number, 64) + ".");
        }
        return room;
    }

    /** Has the hub carry out a command for the room. */
    final void command(Function<CallSnapshot, CallCommand> command, String done) {
        withHub(hub -> find(hub).ifPresent(room -> execute(hub, command.apply(room), done)));
    }

    /** Has the hub carry out a command for a member that is named by the beginning of its leg. */
    final void command(
            String leg, BiFunction<CallSnapshot, LegId, CallCommand> command, String done) {
        withHub(
                hub ->
                        find(hub)
                                .ifPresent(
                                        room ->
                                                member(room, leg)
                                                        .ifPresent(
                                                                id ->
                                                                        execute(
                                                                                hub,
                                                                                command.apply(
                                                                                        room, id),
                                                                                done + id
                                                                                        + " in"))));
    }

    private Optional<LegId> member(CallSnapshot room, String leg) {
        Prefix.Found found =
                Prefix.of("leg", leg, room.legs().stream().map(l -> l.id().value()).toList());
        if (found.id().isEmpty()) {
            out().println(found.why());
        }
        return found.id().map(LegId::new);
    }
}
