package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;

@Service
@Command(
        scope = "pbx",
        name = "kick",
        description = "Sends a member out of a room, for a minute at least")
public class KickCommand extends RoomCommandByNumber {
    @Argument(
            index = 1,
            name = "LEG",
            description = "Id of the member's leg, or as much of it as makes it unique",
            required = true)
    @Completion(RoomLegCompleter.class)
    String leg;

    @Override
    public Object execute() {
        command(leg, (room, id) -> new CallCommand.Kick(room.id(), id), "Sends out: leg ");
        return null;
    }
}
