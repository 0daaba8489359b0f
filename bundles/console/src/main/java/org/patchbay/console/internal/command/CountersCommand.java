package org.patchbay.console.internal.command;

import java.util.List;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.Counters;
import org.patchbay.console.internal.text.Columns;

@Service
@Command(
        scope = "pbx",
        name = "counters",
        description = "Shows what each part took, refused and dropped since it was started")
public class CountersCommand extends HouseCommand {
    @Override
    public Object execute() {
        TreeMap<String, Long> all = new TreeMap<>();
        Services.useAll(
                context,
                Counters.class,
                part -> part.read().forEach((name, n) -> all.put(part.part() + "." + name, n)));
        Columns table = new Columns("counter", "value");
        all.forEach((name, n) -> table.row(name, n.toString()));
        print(all.isEmpty() ? List.of("No part counts anything just now.") : table.lines());
        return null;
    }
}
