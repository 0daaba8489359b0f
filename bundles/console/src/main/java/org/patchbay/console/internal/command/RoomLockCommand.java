package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;

@Service
@Command(scope = "pbx", name = "room-lock", description = "Nobody else gets into a room")
public class RoomLockCommand extends RoomCommandByNumber {
    @Override
    public Object execute() {
        command(room -> new CallCommand.Lock(room.id(), true), "Locks: room");
        return null;
    }
}
