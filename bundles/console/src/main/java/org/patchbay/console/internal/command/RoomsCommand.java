package org.patchbay.console.internal.command;

import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.RoomTable;

@Service
@Command(scope = "pbx", name = "rooms", description = "Rooms that somebody is in")
public class RoomsCommand extends HouseCommand {
    @Override
    public Object execute() {
        withHub(hub -> print(RoomTable.rooms(hub.calls(), Instant.now())));
        return null;
    }
}
