package org.patchbay.registrar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.patchbay.registrar.internal.Requests.AOR;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.BindingChange;
import org.patchbay.directory.api.BindingChange.Kind;
import org.patchbay.directory.api.RegisterOutcome;
import org.patchbay.registrar.internal.binding.Limits;
import org.patchbay.registrar.internal.store.BindingFile;

class RegistrarTest {
    private static final String DESK = "sip:1001@192.0.2.1:5060";
    private static final String SOFT = "sip:1001@192.0.2.2:5060";

    @TempDir Path folder;
    private final BlockingQueue<BindingChange> events = new LinkedBlockingQueue<>();
    private final List<Registrar> started = new ArrayList<>();

    private Path path() {
        return folder.resolve("bindings.json");
    }

    private Registrar start(String bootId) {
        Registrar registrar =
                new Registrar(
                        new Limits(3600, 1, 7200, 10, 1000),
                        new BindingFile(path()),
                        bootId,
                        InstantSource.system(),
                        events::add);
        started.add(registrar);
        registrar.start();
        return registrar;
    }

    @AfterEach
    void threadsAreGone() {
        started.forEach(Registrar::close);
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(t -> t.getName().equals("blocking-registrar")));
    }

    private static BindingChange next(BlockingQueue<BindingChange> queue)
            throws InterruptedException {
        BindingChange change = queue.poll(10, TimeUnit.SECONDS);
        assertNotNull(change, "no change was told");
        return change;
    }

    private static List<String> contacts(Registrar registrar) {
        return registrar.bindings(AOR).stream().map(Binding::contact).toList();
    }

    @Test
    void bindingsOfADeviceThatIsGoneEndAndItGetsNoNewOnes() throws Exception {
        Registrar registrar = start("b");
        registrar.register(Requests.of("a", 1).contact(DESK).build());
        registrar.register(Requests.of("c", 1).device("1002").contact(SOFT).build());
        assertEquals(Kind.ADDED, next(events).kind());
        assertEquals(Kind.ADDED, next(events).kind());
        registrar.retain(aor -> aor.user().equals("1002"));
        BindingChange gone = next(events);
        assertEquals(Kind.REMOVED, gone.kind());
        assertEquals(AOR, gone.binding().aor());
        assertEquals(1, registrar.all().size());
        RegisterOutcome late = registrar.register(Requests.of("a", 2).contact(DESK).build());
        assertEquals(RegisterOutcome.Invalid.class, late.getClass());
        registrar.takeOver(List.of(gone.binding()));
        assertEquals(List.of(), registrar.bindings(AOR));
        registrar.retain(aor -> true);
        registrar.register(Requests.of("a", 3).contact(DESK).build());
        assertEquals(List.of(DESK), contacts(registrar));
    }

    @Test
    void changesAreToldInTheirOrder() throws Exception {
        Registrar registrar = start("b");
        BlockingQueue<BindingChange> told = new LinkedBlockingQueue<>();
        AutoCloseable subscription = registrar.onChange(told::add);
        for (int i = 1; i <= 200; i++) {
            registrar.register(Requests.of("a", i).contact(DESK).build());
        }
        for (int i = 1; i <= 200; i++) {
            BindingChange change = next(told);
            assertEquals(i, change.binding().cseq());
            assertEquals(i == 1 ? Kind.ADDED : Kind.REFRESHED, change.kind());
            assertEquals(change, next(events));
        }
        subscription.close();
        registrar.register(Requests.of("a", 201).contact(DESK).build());
        next(events);
        assertNull(told.poll());
    }

    @Test
    void expiryIsPushed() throws Exception {
        Registrar registrar = start("b");
        Instant before = Instant.now();
        registrar.register(Requests.of("a", 1).contact(DESK, 1).contact(SOFT, 3600).build());
        assertEquals(Kind.ADDED, next(events).kind());
        assertEquals(Kind.ADDED, next(events).kind());
        BindingChange expired = next(events);
        assertEquals(Kind.EXPIRED, expired.kind());
        assertEquals(DESK, expired.binding().contact());
        assertTrue(Instant.now().isAfter(before.plusMillis(999)));
        assertEquals(List.of(SOFT), contacts(registrar));
    }

    @Test
    void udpSurvivesARestartAndConnectionsDoNot() {
        Registrar first = start("first process");
        first.register(Requests.of("a", 1).contact(DESK).build());
        first.register(Requests.of("b", 1).connection("c1").contact(SOFT).build());
        first.close();
        Registrar second = start("second process");
        assertEquals(List.of(DESK), contacts(second));
    }

    @Test
    void aReplacementInTheSameProcessKeepsLivingConnections() throws Exception {
        Registrar first = start("process");
        first.register(Requests.of("a", 1).contact(DESK).build());
        first.register(Requests.of("b", 1).connection("c1").contact(SOFT).build());
        first.register(Requests.of("c", 1).connection("c2").contact("sip:x@192.0.2.3").build());
        first.close();
        events.clear();
        Registrar second = start("process");
        assertEquals(3, contacts(second).size());
        List<String> asked = new ArrayList<>();
        second.retainConnections(
                c -> {
                    asked.add(c);
                    return c.equals("c2");
                });
        assertEquals(Set.of("c1", "c2"), Set.copyOf(asked));
        BindingChange lost = next(events);
        assertEquals(Kind.CONNECTION_LOST, lost.kind());
        assertEquals(SOFT, lost.binding().contact());
        assertEquals(List.of(DESK, "sip:x@192.0.2.3"), contacts(second));
        second.retainConnections(c -> asked.add("again " + c));
        assertEquals(2, asked.size());
    }

    @Test
    void theFileIsWrittenSoonWithoutBeingClosed() throws Exception {
        Registrar registrar = start("b");
        registrar.register(Requests.of("a", 1).contact(DESK).build());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!Files.exists(path()) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(Files.readString(path()).contains(DESK));
    }

    @Test
    void aCorruptFileIsMovedAside() throws Exception {
        Files.writeString(path(), "{\"version\":1,\"bo");
        Registrar registrar = start("b");
        assertEquals(List.of(), registrar.all());
        try (var files = Files.list(folder)) {
            assertTrue(files.anyMatch(f -> f.getFileName().toString().contains(".bad-")));
        }
    }

    @Test
    void anExpiredBindingIsNotLoaded() throws Exception {
        Registrar first = start("one");
        first.register(Requests.of("a", 1).contact(DESK, 1).build());
        first.register(Requests.of("a", 1).contact(SOFT, 3600).build());
        first.close();
        Instant later = Instant.now().plusSeconds(2);
        Registrar second =
                new Registrar(
                        new Limits(3600, 1, 7200, 10, 1000),
                        new BindingFile(path()),
                        "two",
                        () -> later,
                        events::add);
        started.add(second);
        second.start();
        assertEquals(List.of(SOFT), contacts(second));
    }

    @Test
    void aSuccessorTakesOverWhatTheOldOneKnew() {
        Registrar old = start("process");
        old.register(Requests.of("a", 1).contact(DESK).build());
        Registrar fresh = start("process");
        fresh.takeOver(old.all());
        assertEquals(List.of(DESK), contacts(fresh));
        old.register(Requests.of("a", 2).contact(DESK, 0).build());
        old.register(Requests.of("b", 1).contact(SOFT).build());
        fresh.takeOver(old.all());
        assertEquals(List.of(SOFT), contacts(fresh));
    }

    @Test
    void aSuccessorInUseOnlyAddsWhatItDoesNotKnow() {
        Registrar old = start("process");
        old.register(Requests.of("a", 1).contact(DESK, 100).build());
        Registrar fresh = start("process");
        fresh.register(Requests.of("a", 2).contact(DESK, 3000).build());
        old.register(Requests.of("b", 1).contact(SOFT).build());
        fresh.takeOver(old.all());
        assertEquals(List.of(DESK, SOFT), contacts(fresh));
        assertEquals(2, fresh.bindings(AOR).get(0).cseq());
    }
}
