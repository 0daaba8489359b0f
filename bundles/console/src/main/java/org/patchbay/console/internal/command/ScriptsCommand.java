package org.patchbay.console.internal.command;

import java.time.ZoneId;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.ScriptCatalog;
import org.patchbay.console.internal.text.ScriptTable;

@Service
@Command(
        scope = "pbx",
        name = "scripts",
        description = "Lists the scripts, why one of them is refused and when one failed last")
public class ScriptsCommand extends HouseCommand {
    @Override
    public Object execute() {
        with(
                ScriptCatalog.class,
                "scripting",
                catalog -> print(ScriptTable.lines(catalog.scripts(), ZoneId.systemDefault())));
        return null;
    }
}
