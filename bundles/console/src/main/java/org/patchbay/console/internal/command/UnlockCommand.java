package org.patchbay.console.internal.command;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.Printable;
import org.patchbay.directory.api.AccessLocks;

@Service
@Command(
        scope = "pbx",
        name = "unlock",
        description = "Listens again to an address or an account after wrong secrets")
public class UnlockCommand extends HouseCommand {
    @Argument(name = "ADDRESS|ACCOUNT", required = true, description = "as pbx:locks shows it")
    @Completion(LockCompleter.class)
    String whom;

    @Override
    public Object execute() {
        AtomicInteger opened = new AtomicInteger();
        Services.useAll(context, AccessLocks.class, part -> opened.addAndGet(part.release(whom)));
        with(AccessLocks.class, "SIP", part -> tell(opened.get()));
        return null;
    }

    private void tell(int opened) {
        out().println(
                        opened == 0
                                ? "Nothing was locked for " + Printable.of(whom, 100) + "."
                                : "Opened: " + opened);
    }
}
