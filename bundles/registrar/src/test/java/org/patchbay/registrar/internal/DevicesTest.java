package org.patchbay.registrar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory;

class DevicesTest {
    private final List<Set<String>> told = new ArrayList<>();
    private final Devices devices = new Devices(d -> told.add(d.devices().keySet()));

    /** A directory that says what the test wants. */
    private static final class Fake implements UserDirectory {
        private final List<Consumer<Directory>> listeners = new ArrayList<>();
        private Directory directory = Directory.empty("pbx.test");

        void has(String... ids) {
            Map<String, Device> devices = new java.util.LinkedHashMap<>();
            for (String id : ids) {
                devices.put(id, new Device(id, Set.of(), List.of()));
            }
            directory =
                    new Directory(
                            "pbx.test",
                            directory.version() + 1,
                            Map.of(),
                            devices,
                            Map.of(),
                            List.of(),
                            Map.of());
            List.copyOf(listeners).forEach(l -> l.accept(directory));
        }

        @Override
        public Directory current() {
            return directory;
        }

        @Override
        public Optional<String> ha1(Account account, DigestAlgorithm algorithm, String realm) {
            return Optional.empty();
        }

        @Override
        public AutoCloseable onChange(Consumer<Directory> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }

    @Test
    void eachChangeIsTold() {
        Fake directory = new Fake();
        directory.has("1001", "1002");
        devices.follow(directory);
        directory.has("1002");
        assertEquals(List.of(Set.of("1001", "1002"), Set.of("1002")), told);
    }

    @Test
    void aDirectoryThatWasNotReadSaysNothing() {
        Fake directory = new Fake();
        devices.follow(directory);
        assertEquals(List.of(), told);
        assertEquals(Optional.empty(), devices.current());
        directory.has();
        assertEquals(List.of(Set.of()), told);
    }

    @Test
    void oneThatWasReplacedIsNotHeardAnyMore() {
        Fake old = new Fake();
        Fake replacement = new Fake();
        old.has("1001");
        replacement.has("1001", "1002");
        devices.follow(old);
        devices.follow(replacement);
        devices.leave(old);
        old.has();
        replacement.has("1003");
        assertEquals(List.of(Set.of("1001"), Set.of("1001", "1002"), Set.of("1003")), told);
        devices.leave(replacement);
        replacement.has();
        assertEquals(3, told.size());
    }
}
