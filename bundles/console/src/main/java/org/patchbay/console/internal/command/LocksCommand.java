package org.patchbay.console.internal.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.LockTable;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.directory.api.AccessLocks;

@Service
@Command(
        scope = "pbx",
        name = "locks",
        description = "Lists who is not listened to because of wrong secrets")
public class LocksCommand extends HouseCommand {
    @Override
    public Object execute() {
        List<AccessLock> locks = new ArrayList<>();
        Services.useAll(context, AccessLocks.class, part -> locks.addAll(part.locks()));
        with(AccessLocks.class, "SIP", part -> print(LockTable.lines(locks, Instant.now())));
        return null;
    }
}
