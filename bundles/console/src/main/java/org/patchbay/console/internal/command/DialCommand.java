package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.Target;

@Service
@Command(
        scope = "pbx",
        name = "dial",
        description = "Rings FROM; when it answers, TO is called as if FROM had dialled it")
public class DialCommand extends HouseCommand {
    @Argument(
            index = 0,
            name = "FROM",
            description = "A device such as 1001, or a target such as trunk:acme/123",
            required = true)
    @Completion(DeviceCompleter.class)
    String from;

    @Argument(index = 1, name = "TO", description = "The number to call", required = true)
    @Completion(NumberCompleter.class)
    String to;

    @Override
    public Object execute() {
        target(from).ifPresent(this::dial);
        return null;
    }

    private void dial(Target target) {
        withHub(hub -> execute(hub, new CallCommand.Originate(target, to), "Dials: call"));
    }
}
