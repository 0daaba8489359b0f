package org.patchbay.hub.internal.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.Target;
import org.patchbay.call.api.TransferTo;
import org.patchbay.directory.api.Device;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.Group;
import org.patchbay.directory.api.Room;
import org.patchbay.directory.api.User;
import org.patchbay.hub.internal.event.EventLog;
import org.patchbay.hub.internal.part.Parts;
import org.patchbay.hub.internal.route.Timers;
import org.patchbay.testkit.FakeLeg;
import org.patchbay.testkit.FakeLegProvider;
import org.patchbay.testkit.FakeMedia;
import org.patchbay.testkit.ManualClock;

/** A house of fakes on one thread and a clock that is turned by hand. */
final class SimHouse {
    final ManualClock clock = new ManualClock();
    final SimExecutor threads;
    final SimExecutor appThreads;
    final FakeMedia media = new FakeMedia();
    final FakeLegProvider devices = new FakeLegProvider("device");
    final EventLog log = new EventLog("boot", clock);
    final Parts parts = new Parts(log::publish, clock);
    final AtomicLong legNumbers = new AtomicLong();
    final List<HouseEvent> events = new ArrayList<>();
    private final List<FakeLeg> callers = new ArrayList<>();
    Surroundings.Limits limits =
            new Surroundings.Limits(
                    2000, 3, Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30));
    final House house;

    SimHouse() {
        this(1);
    }

    SimHouse(long seed) {
        this(new SimExecutor(seed), null);
    }

    /**
     * @param appThreads null for the same as calls have
     */
    SimHouse(SimExecutor threads, SimExecutor appThreads) {
        this.threads = threads;
        this.appThreads = appThreads == null ? threads : appThreads;
        Timers timers = (delay, task) -> clock.schedule(delay, task)::close;
        house =
                House.open(
                        new Surroundings(
                                parts,
                                log,
                                threads,
                                this.appThreads,
                                timers,
                                clock,
                                this::newLegId,
                                () -> limits));
        parts.set(media);
        parts.set(new PinnedDirectory(directory()));
        parts.add(devices, "fake");
        log.attach(event -> events.add(event.event()));
    }

    LegId newLegId() {
        return new LegId("L" + legNumbers.incrementAndGet());
    }

    /** A call from a device, and whatever follows at once. */
    FakeLeg call(String device, String called) {
        FakeLeg leg = offer(device, called);
        threads.settle();
        return leg;
    }

    FakeLeg offer(String device, String called) {
        return offer(FakeLeg.incoming(newLegId(), "device:" + device), device, called);
    }

    /** A call in place of another leg, if any. */
    FakeLeg offer(String device, String called, Optional<LegId> seat) {
        return offer(FakeLeg.incoming(newLegId(), "device:" + device), device, called, seat);
    }

    FakeLeg offer(FakeLeg leg, String device, String called) {
        return offer(leg, device, called, Optional.empty());
    }

    private FakeLeg offer(FakeLeg leg, String device, String called, Optional<LegId> seat) {
        CallOffer offer =
                new CallOffer(
                        Optional.of(device),
                        Optional.empty(),
                        new Party(device, ""),
                        called,
                        List.of("opus", "PCMU"));
        callers.add(leg);
        CallOffer made = seat.map(offer::inPlaceOf).orElse(offer);
        return leg.attach(house.offer(leg, made));
    }

    /** Every leg that called, oldest first. */
    List<FakeLeg> legs() {
        return callers;
    }

    FakeLeg leg(String device) {
        return devices.leg(device);
    }

    void advance(Duration time) {
        clock.advance(time);
        threads.settle();
    }

    void then(Runnable what) {
        what.run();
        threads.settle();
    }

    <E extends HouseEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void onEvent(Consumer<HouseEvent> listener) {
        log.attach(event -> listener.accept(event.event()));
    }

    CommandResult execute(CallCommand command) {
        CompletableFuture<CommandResult> result = house.execute(command).toCompletableFuture();
        threads.settle();
        assertTrue(result.isDone());
        return result.join();
    }

    /** Asks that the leg goes to a number or a target. */
    CommandResult move(CallSnapshot call, FakeLeg leg, String to) {
        TransferTo there =
                to.indexOf(':') < 0
                        ? new TransferTo.Number(to)
                        : new TransferTo.Somebody(Target.parse(to));
        return execute(new CallCommand.Move(call.id(), leg.id(), there));
    }

    /** The one that a leg is of, or its room. */
    CallSnapshot callOf(FakeLeg leg) {
        return log.snapshot().calls().stream()
                .filter(c -> c.legs().stream().anyMatch(l -> l.id().equals(leg.id())))
                .findFirst()
                .orElseThrow();
    }

    CallSnapshot room(String number) {
        return log.snapshot().calls().stream()
                .filter(c -> c.room().filter(number::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /** Nobody calls any more: then nothing may be left of those who did. */
    void endsEmpty() {
        house.beginClose();
        threads.settle();
        assertEquals(0, house.callsUp());
        assertEquals(0, house.roomsUp());
        assertEquals(List.of(), media.openMixes());
        assertEquals(0, clock.waiting());
        assertEquals(List.of(), log.snapshot().calls());
    }

    /** Users 10x with device 100x, both with two devices, pages with none, groups, rooms 8xxx. */
    private static Directory directory() {
        Map<String, User> users = new LinkedHashMap<>();
        Map<String, Device> devices = new LinkedHashMap<>();
        for (int i = 1; i <= 9; i++) {
            String device = "100" + i;
            users.put("u" + i, new User("u" + i, "User " + i, "10" + i, List.of(device)));
            devices.put(device, new Device(device, Set.of(), List.of()));
        }
        users.put("pages", new User("pages", "Pages", "130", List.of()));
        users.put("both", new User("both", "Both", "120", List.of("1002", "1003")));
        Map<String, Group> groups = new LinkedHashMap<>();
        List<String> members = List.of("user:u2", "user:u3", "device:1003", "device:1001");
        groups.put("all", new Group("all", "200", members, true, 20));
        groups.put("row", new Group("row", "201", members, false, 10));
        return new Directory(
                "example.org",
                1,
                users,
                devices,
                groups,
                List.of(
                        new Room("8xxx", "rooms"),
                        new Room("70xx", "closed", 4, false),
                        new Room("71xx", "with tones", 0, true)),
                Map.of());
    }
}
