package org.patchbay.console.internal.command;

import java.util.Optional;
import java.util.function.Function;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallSnapshot;
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
}
