package org.patchbay.call.records.internal.command;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.api.User;
import org.patchbay.directory.api.UserDirectory;

/** Numbers of users and groups; none while the directory is away. */
@Service
public class PartyCompleter extends WordCompleter {
    @Reference BundleContext context;

    @Override
    List<String> words() {
        ServiceReference<UserDirectory> reference =
                context.getServiceReference(UserDirectory.class);
        UserDirectory directory = reference == null ? null : context.getService(reference);
        if (directory == null) {
            return List.of();
        }
        try {
            return numbers(directory.current());
        } finally {
            context.ungetService(reference);
        }
    }

    private static List<String> numbers(Directory d) {
        return Stream.concat(
                        d.users().values().stream().map(User::number),
                        d.groups().values().stream().map(Group::number))
                .filter(n -> !n.isEmpty())
                .toList();
    }
}
