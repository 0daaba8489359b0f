package org.patchbay.scripting.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallView;
import org.patchbay.call.api.Decision;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.ScriptCatalog;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.Trunk;
import org.patchbay.directory.api.User;
import org.patchbay.scripting.internal.call.Surroundings;
import org.patchbay.testkit.FakeDirectory;

/** Scripting in a folder of its own, with a small directory around it and no framework. */
final class TestHouse implements AutoCloseable {
    final Path folder;
    final Map<String, CallApp> apps = new ConcurrentHashMap<>();
    final List<HouseEvent> events = new CopyOnWriteArrayList<>();
    final Surroundings surroundings;
    final Workshop workshop;

    TestHouse(Path folder) throws IOException {
        this(folder, Duration.ofMillis(500), 2);
    }

    TestHouse(Path folder, Duration limit, int contexts) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("routing"));
        Files.createDirectories(folder.resolve("apps"));
        Files.createDirectories(folder.resolve("prompts"));
        surroundings = new Surroundings(InstantSource.system(), folder.resolve("prompts"));
        surroundings.directory(new FakeDirectory(directory()));
        surroundings.events(events::add);
        workshop =
                new Workshop(
                        new Workshop.Settings(folder, folder.resolve("cache"), limit, contexts),
                        surroundings,
                        this::show);
    }

    private Runnable show(CallApp app) {
        apps.put(app.name(), app);
        return () -> apps.remove(app.name(), app);
    }

    /** Saves as a careful editor does: aside, then into place. */
    void save(String path, String text) {
        try {
            Path aside = folder.resolve("saving");
            Files.writeString(aside, text);
            Files.move(aside, folder.resolve(path), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void remove(String path) throws IOException {
        Files.delete(folder.resolve(path));
    }

    <T extends HouseEvent> T await(Class<T> type, java.util.function.Predicate<T> which) {
        return poll(
                () ->
                        events.stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .filter(which)
                                .findFirst(),
                () -> type.getSimpleName() + " among " + events);
    }

    void awaitVersion(String path, int version) {
        await(
                HouseEvent.ScriptLoaded.class,
                e -> e.script().equals(path) && e.version() == version);
    }

    HouseEvent.ScriptRefused awaitRefusal(String path, String part) {
        return await(
                HouseEvent.ScriptRefused.class,
                e -> e.script().equals(path) && e.reason().contains(part));
    }

    static <T> T poll(
            java.util.function.Supplier<Optional<T>> look,
            java.util.function.Supplier<String> what) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("not seen in time: " + what.get());
    }

    Decision decide(String app, CallView call) throws Exception {
        CallApp there = apps.get(app);
        if (there == null) {
            throw new AssertionError("no app " + app + " among " + apps.keySet());
        }
        return there.decide(call).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    Plan plan(String app, CallView call) throws Exception {
        return ((Decision.Follow) decide(app, call)).plan();
    }

    ScriptCatalog.Entry entry(String path) {
        return workshop.scripts().stream()
                .filter(e -> e.name().equals(path))
                .findFirst()
                .orElseThrow();
    }

    static CallView fromDevice(String device, String dialled) {
        return new CallView(
                new CallId("c-" + dialled),
                Instant.EPOCH,
                new Party("1001", "Anna"),
                dialled,
                Optional.of(device),
                Optional.of("anna"),
                Optional.empty(),
                Optional.empty());
    }

    static CallView fromTrunk(String trunk, String dialled) {
        return new CallView(
                new CallId("t-" + dialled),
                Instant.EPOCH,
                new Party("+4930999", ""),
                dialled,
                Optional.empty(),
                Optional.empty(),
                Optional.of(trunk),
                Optional.empty());
    }

    static CallView sentTo(String app, Map<String, String> arguments) {
        return new CallView(
                new CallId("s-" + app),
                Instant.EPOCH,
                new Party("1001", "Anna"),
                "77",
                Optional.of("1001"),
                Optional.of("anna"),
                Optional.empty(),
                Optional.of(new CallView.AppRequest(app, arguments)));
    }

    @Override
    public void close() {
        workshop.close();
    }

    /** Anna and Bert, a group, rooms, two trunks. */
    private static Directory directory() {
        return new Directory(
                "pbx.test",
                1,
                Map.of(
                        "anna", new User("anna", "Anna", "1001", List.of("1001")),
                        "bert", new User("bert", "Bert", "1002", List.of("1002"))),
                Map.of(
                        "1001", new Device("1001", Set.of(), List.of()),
                        "1002", new Device("1002", Set.of(), List.of()),
                        "lobby", new Device("lobby", Set.of(), List.of())),
                Map.of("sales", new Group("sales", "700", List.of("user:anna"), true, 20)),
                List.of(new Room("8xxx", "rooms")),
                Map.of("acme", trunk("acme")));
    }

    private static Trunk trunk(String id) {
        return new Trunk(id, "127.0.0.9", 5060, "udp", List.of(), List.of(), "");
    }
}
