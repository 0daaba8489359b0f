package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;

@Service
@Command(scope = "pbx", name = "room-unlock", description = "Lets others into a room again")
public class RoomUnlockCommand extends RoomCommandByNumber {
    @Override
    public Object execute() {
        command(room -> new CallCommand.Lock(room.id(), false), "Opens: room");
        return null;
    }
}
