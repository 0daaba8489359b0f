package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;

@Service
@Command(scope = "pbx", name = "unmute", description = "A member of a room is heard again")
public class UnmuteCommand extends RoomMemberCommand {
    @Override
    public Object execute() {
        toMember((room, id) -> new CallCommand.Mute(room.id(), id, false), "Lets speak: leg ");
        return null;
    }
}
