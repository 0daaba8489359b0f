package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;

@Service
@Command(
        scope = "pbx",
        name = "kick",
        description = "Sends a member out of a room, for a minute at least")
public class KickCommand extends RoomMemberCommand {
    @Override
    public Object execute() {
        toMember((room, id) -> new CallCommand.Kick(room.id(), id), "Sends out: leg ");
        return null;
    }
}
