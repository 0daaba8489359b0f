package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;

@Service
@Command(
        scope = "pbx",
        name = "mute",
        description = "A member of a room is not heard until pbx:unmute")
public class MuteCommand extends RoomMemberCommand {
    @Override
    public Object execute() {
        toMember((room, id) -> new CallCommand.Mute(room.id(), id, true), "Mutes: leg ");
        return null;
    }
}
