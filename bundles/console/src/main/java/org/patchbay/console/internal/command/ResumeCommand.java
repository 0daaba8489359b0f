package org.patchbay.console.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "pbx",
        name = "resume",
        description = "Who was put on hold by pbx:hold talks again")
public class ResumeCommand extends WaitingCommand {
    public ResumeCommand() {
        super(false, "Resumes");
    }
}
