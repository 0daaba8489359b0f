package org.patchbay.scripting.internal.engine;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A realm and the tasks that wait for it: one runs at a time, in their order, on some thread of the
 * pool. The realm is made when the first task needs it, and made anew when it broke.
 */
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MAX_WAITING = 512;
    private static final int TASKS_A_TURN = 32;

    /** Something to do with the realm. */
    public interface Task {
        /** On a pool thread, with the realm to itself. */
        void run(Realm realm);

        /** Instead of {@link #run} where there is no realm to run on. */
        void refused(ScriptFailure why);
    }

    private final Executor pool;
    private final Supplier<Realm> maker;
    private final Queue<Task> waiting = new ArrayDeque<>(); // guarded by this
    private boolean active; // guarded by this: a pool thread is at work here
    private boolean closed; // guarded by this
    private Realm realm; // owned by the thread that is at work; handed on with the lock

    /**
     * @param first a realm that is ready, or null
     * @param maker makes another; throws ScriptFailure
     */
    public Lane(Executor pool, Realm first, Supplier<Realm> maker) {
        this.pool = pool;
        this.realm = first;
        this.maker = maker;
    }

    /** How many tasks wait or run. */
    public synchronized int backlog() {
        return waiting.size() + (active ? 1 : 0);
    }

    /** Whether its realm is there. */
    public synchronized boolean warm() {
        return realm != null;
    }

    /**
     * @return false where the lane is closed or too much is waiting: the task will not be called
     */
    public boolean post(Task task) {
        synchronized (this) {
            if (closed || waiting.size() >= MAX_WAITING) {
                return false;
            }
            waiting.add(task);
            if (active) {
                return true;
            }
            active = true;
        }
        return turn();
    }

    private boolean turn() {
        try {
            pool.execute(this::work);
            return true;
        } catch (RejectedExecutionException e) {
            refuseAll();
            return false;
        }
    }

    /** The pool has shut down: nothing will run any more; the engine closes the realm. */
    private void refuseAll() {
        List<Task> left;
        synchronized (this) {
            active = false;
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(t -> t.refused(stopping()));
    }

    private static ScriptFailure stopping() {
        return new ScriptFailure(ScriptFailure.Kind.CLOSED, "scripting", 0, 0, "is stopping");
    }

    private void work() {
        for (int i = 0; i < TASKS_A_TURN; i++) {
            Task task = next();
            if (task == null) {
                return;
            }
            carryOut(task);
        }
        turn(); // lets other lanes have the thread
    }

    private Task next() {
        Realm last;
        synchronized (this) {
            Task task = waiting.poll();
            if (task != null) {
                return task;
            }
            active = false;
            if (!closed) {
                return null;
            }
            last = realm;
            realm = null;
        }
        discard(last);
        return null;
    }

    private void carryOut(Task task) {
        Realm ready;
        try {
            ready = ready();
        } catch (ScriptFailure e) {
            task.refused(e);
            return;
        }
        try {
            task.run(ready);
        } catch (RuntimeException e) {
            LOG.error("A task of {} broke: {}", ready.script(), e.toString());
        }
    }

    private Realm ready() {
        Realm now;
        synchronized (this) {
            now = realm;
        }
        if (now != null && !now.lost()) {
            return now;
        }
        discard(now);
        Realm made = maker.get();
        synchronized (this) {
            realm = made;
        }
        return made;
    }

    private static void discard(Realm realm) {
        if (realm != null) {
            realm.close();
        }
    }

    /**
     * Takes no more tasks; the realm goes after the last one that waits, on a thread of the pool: a
     * thread that has touched a context keeps something of it for as long as it lives.
     */
    public void close() {
        synchronized (this) {
            closed = true;
            if (active || realm == null) {
                return;
            }
            active = true;
        }
        turn();
    }
}
