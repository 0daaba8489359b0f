package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;

@Service
@Command(scope = "pbx", name = "unmute", description = "A member of a room is heard again")
public class UnmuteCommand extends RoomCommandByNumber {
    @Argument(
            index = 1,
            name = "LEG",
            description = "Id of the member's leg, or as much of it as makes it unique",
            required = true)
    @Completion(RoomLegCompleter.class)
    String leg;

    @Override
    public Object execute() {
        command(leg, (room, id) -> new CallCommand.Mute(room.id(), id, false), "Lets speak: leg ");
        return null;
    }
}
