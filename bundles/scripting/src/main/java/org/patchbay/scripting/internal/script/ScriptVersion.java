package org.patchbay.scripting.internal.script;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.patchbay.scripting.internal.engine.Lane;
import org.patchbay.scripting.internal.engine.Realm;

/**
 * One good version of one script. Whoever uses it pins it; a version that was replaced goes when
 * its last pin is taken off. Any thread may call.
 */
public final class ScriptVersion {
    private final ScriptFile file;
    private final int number;
    private final Instant loadedAt;
    private final ScriptExports exports;
    private final List<Lane> lanes;
    private int pins; // guarded by this
    private boolean retired; // guarded by this

    ScriptVersion(
            ScriptFile file,
            int number,
            Instant loadedAt,
            ScriptExports exports,
            Realm first,
            Lanes maker) {
        this.file = file;
        this.number = number;
        this.loadedAt = loadedAt;
        this.exports = exports;
        List<Lane> all = new ArrayList<>();
        for (int i = 0; i < maker.count(); i++) {
            all.add(new Lane(maker.pool(), i == 0 ? first : null, maker.realms()));
        }
        lanes = List.copyOf(all);
    }

    /** How a version comes to its lanes. */
    record Lanes(int count, java.util.concurrent.Executor pool, Supplier<Realm> realms) {}

    /** {@code routing/office.mjs@7}. */
    public String label() {
        return file.path() + "@" + number;
    }

    public String path() {
        return file.path();
    }

    public int number() {
        return number;
    }

    public Instant loadedAt() {
        return loadedAt;
    }

    public int rank() {
        return exports.rank();
    }

    /** Whether it exports that function. */
    public boolean has(String function) {
        return exports.functions().contains(function);
    }

    /** That an app answers to. */
    public List<String> numbers() {
        return exports.numbers();
    }

    /** Whether an app answers to that number. */
    public boolean answersTo(String dialled) {
        return exports.numbers().contains(dialled);
    }

    /** Whether it was made of the same text. */
    public boolean isOf(ScriptFile other) {
        return file.text().equals(other.text());
    }

    /**
     * Keeps it from going.
     *
     * @return false where it has gone already
     */
    public synchronized boolean pin() {
        if (retired && pins == 0) {
            return false;
        }
        pins++;
        return true;
    }

    public void unpin() {
        boolean last;
        synchronized (this) {
            last = --pins == 0 && retired;
        }
        if (last) {
            lanes.forEach(Lane::close);
        }
    }

    /** Another version is in force, or none: go when the last pin is taken off. */
    public void retire() {
        boolean unused;
        synchronized (this) {
            unused = !retired && pins == 0;
            retired = true;
        }
        if (unused) {
            lanes.forEach(Lane::close);
        }
    }

    /** The lane with the least to do; a warm one before one that must be made first. */
    public Lane lane() {
        Lane best = lanes.get(0);
        int least = Integer.MAX_VALUE;
        for (Lane lane : lanes) {
            int load = lane.backlog() * 2 + (lane.warm() ? 0 : 1);
            if (load < least) {
                best = lane;
                least = load;
            }
        }
        return best;
    }
}
