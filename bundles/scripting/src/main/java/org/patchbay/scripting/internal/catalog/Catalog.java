package org.patchbay.scripting.internal.catalog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.ScriptCatalog;
import org.patchbay.scripting.internal.call.DrivingApp;
import org.patchbay.scripting.internal.call.RoutingApp;
import org.patchbay.scripting.internal.call.Runs;
import org.patchbay.scripting.internal.call.Surroundings;
import org.patchbay.scripting.internal.engine.ScriptFailure;
import org.patchbay.scripting.internal.script.ScriptFile;
import org.patchbay.scripting.internal.script.ScriptLoader;
import org.patchbay.scripting.internal.script.ScriptVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which version of which script is in force. Changed by the watching thread alone; read by any. */
public final class Catalog implements ScriptCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

    private final AppBoard board;
    private final Surroundings surroundings;
    private final Runs runs;
    private final Duration limit;
    private final Map<String, Slot> slots = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> lastNumbers = new HashMap<>(); // watching thread
    private boolean ready; // watching thread
    private volatile boolean closed;

    /**
     * @param limit for a routing decision
     */
    public Catalog(AppBoard board, Surroundings surroundings, Runs runs, Duration limit) {
        this.board = board;
        this.surroundings = surroundings;
        this.runs = runs;
        this.limit = limit;
    }

    @Override
    public List<Entry> scripts() {
        return slots.values().stream().map(Slot::entry).toList();
    }

    /** Brings what is in force in line with the files. */
    public void apply(Map<String, ScriptFile> files, ScriptLoader loader) {
        for (String path : List.copyOf(slots.keySet())) {
            if (!files.containsKey(path)) {
                remove(path);
            }
        }
        for (ScriptFile file : files.values()) {
            if (closed) {
                return;
            }
            Slot slot = slots.computeIfAbsent(file.path(), path -> new Slot(file));
            if (!file.sameAs(slot.seen())) {
                slot.seen(file);
                load(slot, file, loader);
            }
        }
        sayReadyOnce();
    }

    /** The launcher waits for this line before it says that the house is ready. */
    private void sayReadyOnce() {
        if (!ready) {
            ready = true;
            LOG.info(
                    "Scripts are ready, {} in force",
                    slots.values().stream().filter(s -> s.inForce().version().isPresent()).count());
        }
    }

    private void load(Slot slot, ScriptFile file, ScriptLoader loader) {
        try {
            refuseSecondOfName(slot, file);
            int number = lastNumbers.getOrDefault(file.path(), 0) + 1;
            ScriptVersion version = loader.load(file, number);
            if (slot.inForce().version().map(v -> v.isOf(file)).orElse(false)) {
                version.retire(); // only its test changed
                slot.refusal(Optional.empty());
                return;
            }
            lastNumbers.put(file.path(), number);
            putInForce(slot, file, version);
        } catch (ScriptFailure e) {
            refuse(slot, e);
        } catch (RuntimeException e) {
            LOG.error("Loading {} broke: {}", file.path(), e.toString());
            refuse(slot, ScriptFailure.result(file.path(), e.toString()));
        }
    }

    private void refuseSecondOfName(Slot slot, ScriptFile file) {
        for (Slot other : slots.values()) {
            if (other != slot
                    && other.inForce().name().equals(file.name())
                    && other.inForce().version().isPresent()) {
                throw new ScriptFailure(
                        ScriptFailure.Kind.ERROR,
                        file.path(),
                        0,
                        0,
                        other.inForce().path() + " has this name already");
            }
        }
    }

    private void putInForce(Slot slot, ScriptFile file, ScriptVersion version) {
        slot.inForce().replace(version);
        slot.refusal(Optional.empty());
        if (closed) {
            slot.clear(); // the house closes while this was loaded
            return;
        }
        slot.show(version.rank(), () -> board.show(app(slot, file, version)));
        LOG.info("Script {} is in force", version.label());
        surroundings.publish(new HouseEvent.ScriptLoaded(file.path(), version.number()));
        warnOfSameNumbers(slot, version);
    }

    /** No error: an app of a higher rank may stand in for another. */
    private void warnOfSameNumbers(Slot slot, ScriptVersion version) {
        for (Slot other : slots.values()) {
            ScriptVersion there = other == slot ? null : other.inForce().version().orElse(null);
            if (there != null && version.numbers().stream().anyMatch(there::answersTo)) {
                LOG.warn(
                        "{} and {} have a number in common: the higher rank gets its calls, among"
                                + " equals the first by name",
                        version.label(),
                        there.label());
            }
        }
    }

    private CallApp app(Slot slot, ScriptFile file, ScriptVersion version) {
        return file.kind() == ScriptFile.Kind.APP
                ? new DrivingApp(slot.inForce(), version.rank(), runs)
                : new RoutingApp(slot.inForce(), version.rank(), surroundings, limit);
    }

    private void refuse(Slot slot, ScriptFailure e) {
        if (closed) {
            return;
        }
        slot.refusal(Optional.of(e.located()));
        String stays =
                slot.inForce()
                        .version()
                        .map(v -> v.label() + " stays in force")
                        .orElse("no version of it is in force");
        LOG.warn("Script refused: {}; {}", e.located(), stays);
        surroundings.publish(
                new HouseEvent.ScriptRefused(slot.inForce().path(), e.line(), e.located()));
    }

    private void remove(String path) {
        Slot slot = slots.remove(path);
        slot.clear();
        LOG.info("Script {} was removed", path);
        surroundings.publish(new HouseEvent.ScriptRemoved(path));
    }

    /** Takes every app down; calls in progress are the runs' affair. Any thread. */
    public void close() {
        closed = true;
        slots.values().forEach(Slot::clear);
    }
}
