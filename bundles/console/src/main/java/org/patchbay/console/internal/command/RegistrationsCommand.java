package org.patchbay.console.internal.command;

import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.patchbay.console.internal.text.RegistrationTable;
import org.patchbay.directory.api.LocationService;

@Service
@Command(scope = "pbx", name = "registrations", description = "Lists the devices that registered")
public class RegistrationsCommand extends HouseCommand {
    @Override
    public Object execute() {
        with(
                LocationService.class,
                "registrar",
                registrar -> print(RegistrationTable.lines(registrar.all(), Instant.now())));
        return null;
    }
}
