package org.patchbay.registrar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.testkit.FakeDirectory;

class DevicesTest {
    private final List<Set<String>> told = new ArrayList<>();
    private final Devices devices = new Devices(d -> told.add(d.devices().keySet()));

    private static FakeDirectory empty() {
        return new FakeDirectory(Directory.empty("pbx.test"));
    }

    private static void has(FakeDirectory directory, String... ids) {
        Map<String, Device> devices = new LinkedHashMap<>();
        for (String id : ids) {
            devices.put(id, new Device(id, Set.of(), List.of()));
        }
        directory.change(
                new Directory(
                        "pbx.test",
                        directory.current().version() + 1,
                        Map.of(),
                        devices,
                        Map.of(),
                        List.of(),
                        Map.of()));
    }

    @Test
    void eachChangeIsTold() {
        FakeDirectory directory = empty();
        has(directory, "1001", "1002");
        devices.follow(directory);
        has(directory, "1002");
        assertEquals(List.of(Set.of("1001", "1002"), Set.of("1002")), told);
    }

    @Test
    void aDirectoryThatWasNotReadSaysNothing() {
        FakeDirectory directory = empty();
        devices.follow(directory);
        assertEquals(List.of(), told);
        assertEquals(Optional.empty(), devices.current());
        has(directory);
        assertEquals(List.of(Set.of()), told);
    }

    @Test
    void oneThatWasReplacedIsNotHeardAnyMore() {
        FakeDirectory old = empty();
        FakeDirectory replacement = empty();
        has(old, "1001");
        has(replacement, "1001", "1002");
        devices.follow(old);
        devices.follow(replacement);
        devices.leave(old);
        has(old);
        has(replacement, "1003");
        assertEquals(List.of(Set.of("1001"), Set.of("1001", "1002"), Set.of("1003")), told);
        devices.leave(replacement);
        has(replacement);
        assertEquals(3, told.size());
    }
}
