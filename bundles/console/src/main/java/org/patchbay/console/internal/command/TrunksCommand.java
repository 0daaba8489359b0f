package org.patchbay.console.internal.command;

import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.TrunkTable;
import org.patchbay.directory.api.TrunkStates;

@Service
@Command(scope = "pbx", name = "trunks", description = "Lists the trunks and how they are")
public class TrunksCommand extends HouseCommand {
    @Override
    public Object execute() {
        with(TrunkStates.class, "SIP", sip -> print(TrunkTable.lines(sip.trunks(), Instant.now())));
        return null;
    }
}
