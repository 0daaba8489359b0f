package org.patchbay.console.internal.command;

import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.CallReport;

@Service
@Command(
        scope = "pbx",
        name = "call",
        description = "Shows one call: parties, why it went there, legs, media, and its mix")
public class CallReportCommand extends CallCommandById {
    @Override
    public Object execute() {
        withHub(hub -> find(hub).ifPresent(call -> print(CallReport.lines(call, Instant.now()))));
        return null;
    }
}
