package org.patchbay.sip.internal.subscribe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.patchbay.call.api.LineStates.Line;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.User;
import org.patchbay.sip.internal.message.Body;

/** Who is called, calls and talks (RFC 4235): of one user on all devices, or of one device. */
final class DialogPackage implements EventPackage {
    private final boolean permitted;
    private final Function<Target, List<Line>> lines;

    DialogPackage(boolean permitted, Function<Target, List<Line>> lines) {
        this.permitted = permitted;
        this.lines = lines;
    }

    @Override
    public String name() {
        return "dialog";
    }

    @Override
    public String mediaType() {
        return DialogInfo.TYPE;
    }

    @Override
    public boolean permits(Device subscriber, String resource, Directory directory) {
        return permitted;
    }

    @Override
    public Optional<Set<String>> parts(String resource, Directory directory) {
        Optional<List<String>> devices =
                directory
                        .userByNumber(resource)
                        .filter(user -> !resource.isEmpty())
                        .map(User::devices)
                        .or(
                                () ->
                                        Optional.ofNullable(directory.devices().get(resource))
                                                .map(device -> List.of(device.id())));
        return devices.map(DialogPackage::targets);
    }

    private static Set<String> targets(List<String> devices) {
        Set<String> targets = new LinkedHashSet<>();
        devices.forEach(device -> targets.add("device:" + device));
        return targets;
    }

    @Override
    public Body body(String resource, Directory directory, long version) {
        List<Line> all =
                parts(resource, directory).orElse(Set.of()).stream()
                        .flatMap(part -> lines.apply(Target.parse(part)).stream())
                        .toList();
        return DialogInfo.of(Resources.uri(resource, directory), version, all);
    }
}
