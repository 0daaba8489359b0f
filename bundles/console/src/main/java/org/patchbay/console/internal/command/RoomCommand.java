package org.patchbay.console.internal.command;

import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.RoomTable;

@Service
@Command(scope = "pbx", name = "room", description = "Who is in a room, and who is heard there")
public class RoomCommand extends RoomCommandByNumber {
    @Override
    public Object execute() {
        withHub(hub -> find(hub).ifPresent(room -> print(RoomTable.roster(room, Instant.now()))));
        return null;
    }
}
