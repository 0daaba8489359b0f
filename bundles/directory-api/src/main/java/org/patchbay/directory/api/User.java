package org.patchbay.directory.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody who is called by one number on all of their devices.
 *
 * @param number the internal number, shown as caller id too; empty for a user who has none
 * @param devices ids of {@link Device}
 * @param limits of its calls over trunks
 * @param callerIds the numbers that these show, by id of the trunk; where there is none the trunk
 *     says, or {@code number} is shown
 */
public record User(
        String id,
        String name,
        String number,
        List<String> devices,
        CallLimits limits,
        Map<String, String> callerIds) {
    public User {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(number);
        devices = List.copyOf(devices);
        Objects.requireNonNull(limits);
        callerIds = Map.copyOf(callerIds);
    }

    /** Without limits. */
    public User(String id, String name, String number, List<String> devices) {
        this(id, name, number, devices, CallLimits.NONE, Map.of());
    }
}
