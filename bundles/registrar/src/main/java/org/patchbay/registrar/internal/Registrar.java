package org.patchbay.registrar.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.BindingChange;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.RegisterOutcome;
import org.patchbay.directory.api.RegisterRequest;
import org.patchbay.registrar.internal.binding.BindingTable;
import org.patchbay.registrar.internal.binding.Limits;
import org.patchbay.registrar.internal.binding.Step;
import org.patchbay.registrar.internal.store.BindingFile;
import org.patchbay.registrar.internal.store.BindingFile.CorruptFileException;
import org.patchbay.registrar.internal.store.BindingFile.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table under a lock that is held for moments only, and a thread {@code blocking-registrar}
 * that sleeps until the next expiry, tells of changes in their order and writes the file.
 */
final class Registrar implements LocationService, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    /** Changes of at least this long are written together, */
    private static final long SAVE_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** and of this many times what the last writing took: a large house must not only write. */
    private static final int SAVE_SHARE = 20;

    private static final long SAVE_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Limits limits;
    private final BindingFile file;
    private final String bootId;
    private final InstantSource clock;
    private final Consumer<BindingChange> events;
    private final List<Consumer<BindingChange>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "blocking-registrar");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    // All below is guarded by the lock.
    private BindingTable table;
    private final Set<String> inherited = new HashSet<>();
    private List<BindingChange> untold = new ArrayList<>();
    private Predicate<AddressOfRecord> known = aor -> true;
    private boolean asked;
    private boolean unsaved;
    private long saveAtNanos;
    private boolean closed;

    /** How long the last writing took. */
    private volatile long saveTookNanos;

    /**
     * @param bootId of this process: connections of another are gone
     * @param events is told every change, before the listeners
     */
    Registrar(
            Limits limits,
            BindingFile file,
            String bootId,
            InstantSource clock,
            Consumer<BindingChange> events) {
        this.limits = limits;
        this.file = file;
        this.bootId = bootId;
        this.clock = clock;
        this.events = events;
        this.table = new BindingTable(limits);
        thread.setDaemon(true);
    }

    /** Loads what still holds, then lives. */
    void start() {
        load().ifPresent(this::keep);
        thread.start();
    }

    private void keep(Stored stored) {
        boolean sameProcess = stored.bootId().equals(bootId);
        List<Binding> kept =
                stored.bindings().stream()
                        .filter(b -> sameProcess || !b.flow().isConnection())
                        .toList();
        int count =
                locked(
                        () -> {
                            int restored = restore(kept);
                            if (!sameProcess) {
                                markUnsaved(); // the file is this process's from now on
                            }
                            return restored;
                        });
        LOG.info("{} of {} bindings kept", count, stored.bindings().size());
    }

    private Optional<Stored> load() {
        try {
            return file.read();
        } catch (CorruptFileException e) {
            LOG.warn("the file of bindings is corrupt ({}); it begins empty", e.getMessage());
            moveAside();
        } catch (IOException e) {
            LOG.warn("the file of bindings cannot be read; it begins empty", e);
        }
        return Optional.empty();
    }

    private void moveAside() {
        try {
            LOG.warn("the corrupt file is kept as {}", file.moveAside(clock.instant()));
        } catch (IOException e) {
            LOG.warn("the corrupt file cannot be moved aside", e);
        }
    }

    private int restore(List<Binding> bindings) {
        Instant now = clock.instant();
        int count = 0;
        for (Binding b : bindings) {
            if (b.expires().isAfter(now) && known.test(b.aor()) && table.restore(b)) {
                count++;
                if (b.flow().isConnection()) {
                    inherited.add(b.flow().connection());
                }
            }
        }
        return count;
    }

    /**
     * Takes the bindings of a registrar that goes: all of them where nobody has asked us anything
     * yet, else those that we do not know.
     */
    void takeOver(List<Binding> bindings) {
        int count =
                locked(
                        () -> {
                            if (!asked) {
                                table = new BindingTable(limits);
                            }
                            markUnsaved();
                            return restore(bindings);
                        });
        LOG.info("{} bindings taken over", count);
    }

    /** From now on only these addresses have bindings: those of the others end. */
    void retain(Predicate<AddressOfRecord> addresses) {
        locked(
                () -> {
                    known = addresses;
                    note(table.retain(addresses));
                    return null;
                });
    }

    @Override
    public List<Binding> bindings(AddressOfRecord aor) {
        return locked(() -> table.bindings(aor, clock.instant()));
    }

    @Override
    public List<Binding> all() {
        return locked(() -> table.all(clock.instant()));
    }

    @Override
    public RegisterOutcome register(RegisterRequest request) {
        return locked(
                () -> {
                    if (!known.test(request.aor())) {
                        // taken out of the directory after its secret was checked
                        return new RegisterOutcome.Invalid("No such device");
                    }
                    Step step = table.register(request, clock.instant());
                    asked |= !step.changes().isEmpty();
                    note(step.changes());
                    return step.outcome();
                });
    }

    @Override
    public void connectionLost(String connection) {
        if (connection.isEmpty()) {
            return; // UDP has none
        }
        locked(
                () -> {
                    inherited.remove(connection);
                    note(table.connectionLost(connection));
                    return null;
                });
    }

    @Override
    public void retainConnections(Predicate<String> alive) {
        List<String> kept =
                locked(
                        () -> {
                            List<String> all = List.copyOf(inherited);
                            inherited.clear();
                            return all;
                        });
        // Asked without the lock: whoever answers may be waiting for us.
        kept.stream().filter(c -> !alive.test(c)).forEach(this::connectionLost);
    }

    @Override
    public AutoCloseable onChange(Consumer<BindingChange> listener) {
        Consumer<BindingChange> entry = change -> listener.accept(change);
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void note(List<BindingChange> changes) {
        if (!changes.isEmpty()) {
            untold.addAll(changes);
            markUnsaved();
        }
    }

    private void markUnsaved() {
        if (!unsaved) {
            unsaved = true;
            saveAtNanos =
                    System.nanoTime()
                            + Math.max(
                                    SAVE_AFTER_NANOS,
                                    Math.min(SAVE_SHARE * saveTookNanos, SAVE_AGAIN_NANOS));
        }
        work.signal();
    }

    /** What the thread has to do now. */
    private record Work(List<BindingChange> changes, Optional<List<Binding>> toSave) {}

    private void run() {
        try {
            for (Work next = await(); next != null; next = await()) {
                next.changes().forEach(this::tell);
                next.toSave().ifPresent(this::save);
            }
        } catch (InterruptedException e) {
            LOG.warn("the registrar was interrupted before it could write its file");
        }
    }

    /**
     * @return null when it is closed and nothing is left
     */
    private Work await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                note(table.expire(clock.instant()));
                boolean save = unsaved && (closed || saveAtNanos - System.nanoTime() <= 0);
                if (save || !untold.isEmpty()) {
                    return take(save);
                }
                if (closed) {
                    return null;
                }
                awaitNext();
            }
        } finally {
            lock.unlock();
        }
    }

    private Work take(boolean save) {
        List<BindingChange> changes = untold;
        untold = new ArrayList<>();
        unsaved &= !save;
        return new Work(changes, save ? Optional.of(table.all(clock.instant())) : Optional.empty());
    }

    private void awaitNext() throws InterruptedException {
        long nanos = unsaved ? saveAtNanos - System.nanoTime() : Long.MAX_VALUE;
        Optional<Instant> expiry = table.nextExpiry();
        if (expiry.isPresent()) {
            long untilExpiry = Duration.between(clock.instant(), expiry.get()).toNanos();
            nanos = Math.min(nanos, Math.max(untilExpiry, 1));
        }
        if (nanos == Long.MAX_VALUE) {
            work.await();
        } else {
            work.awaitNanos(nanos);
        }
    }

    private void tell(BindingChange change) {
        guarded(events, change);
        listeners.forEach(l -> guarded(l, change));
    }

    private static void guarded(Consumer<BindingChange> listener, BindingChange change) {
        try {
            listener.accept(change);
        } catch (RuntimeException e) {
            LOG.warn("somebody who was told of a binding failed", e);
        }
    }

    private void save(List<Binding> bindings) {
        long begin = System.nanoTime();
        try {
            file.write(new Stored(bootId, bindings));
            saveTookNanos = System.nanoTime() - begin;
        } catch (IOException e) {
            LOG.warn("bindings cannot be written and would be lost by a restart: {}", e.toString());
            locked(
                    () -> {
                        unsaved = !closed;
                        saveAtNanos = System.nanoTime() + SAVE_AGAIN_NANOS;
                        return null;
                    });
        }
    }

    /** Tells what is left, writes what is left, and joins the thread. */
    @Override
    public void close() {
        locked(
                () -> {
                    closed = true;
                    work.signal();
                    return null;
                });
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        listeners.clear();
    }
}
