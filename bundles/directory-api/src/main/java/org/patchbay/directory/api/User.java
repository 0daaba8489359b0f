package org.patchbay.directory.api;

import java.util.List;
import java.util.Objects;

/**
 * Somebody who is called by one number on all of their devices.
 *
 * @param number the internal number, shown as caller id too; empty for a user who has none
 * @param devices ids of {@link Device}
 */
public record User(String id, String name, String number, List<String> devices) {
    public User {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(number);
        devices = List.copyOf(devices);
    }
}
