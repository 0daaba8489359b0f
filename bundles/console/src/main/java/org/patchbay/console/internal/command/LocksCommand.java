package org.patchbay.console.internal.command;

import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.LockTable;
import org.patchbay.directory.api.AccessLocks;

@Service
@Command(
        scope = "pbx",
        name = "locks",
        description = "Lists who is not listened to because of wrong secrets")
public class LocksCommand extends HouseCommand {
    @Override
    public Object execute() {
        with(AccessLocks.class, "SIP", sip -> print(LockTable.lines(sip.locks(), Instant.now())));
        return null;
    }
}
