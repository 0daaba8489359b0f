package org.patchbay.directory.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One state of the directory. Maps are by id and keep the order of their source.
 *
 * @param domain our SIP domain and digest realm
 * @param version grows with each change, from 1
 * @param routing where calls go, as far as it is declared here
 */
public record Directory(
        String domain,
        long version,
        Map<String, User> users,
        Map<String, Device> devices,
        Map<String, Group> groups,
        List<Room> rooms,
        Map<String, Trunk> trunks,
        Routing routing) {
    public Directory {
        java.util.Objects.requireNonNull(routing);
        users = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(users));
        devices = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(devices));
        groups = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(groups));
        rooms = List.copyOf(rooms);
        trunks = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(trunks));
    }

    /** Says nothing of where calls go. */
    public Directory(
            String domain,
            long version,
            Map<String, User> users,
            Map<String, Device> devices,
            Map<String, Group> groups,
            List<Room> rooms,
            Map<String, Trunk> trunks) {
        this(domain, version, users, devices, groups, rooms, trunks, Routing.NONE);
    }

    public static Directory empty(String domain) {
        return new Directory(domain, 0, Map.of(), Map.of(), Map.of(), List.of(), Map.of());
    }

    public Optional<User> userOfDevice(String deviceId) {
        return users.values().stream().filter(u -> u.devices().contains(deviceId)).findFirst();
    }

    public Optional<User> userByNumber(String number) {
        return users.values().stream().filter(u -> u.number().equals(number)).findFirst();
    }

    public Optional<Group> groupByNumber(String number) {
        return groups.values().stream().filter(g -> g.number().equals(number)).findFirst();
    }

    /** The first room whose pattern the number fits. */
    public Optional<Room> roomByNumber(String number) {
        return rooms.stream().filter(r -> r.fits(number)).findFirst();
    }

    public AddressOfRecord aor(String deviceId) {
        return new AddressOfRecord(deviceId, domain);
    }
}
