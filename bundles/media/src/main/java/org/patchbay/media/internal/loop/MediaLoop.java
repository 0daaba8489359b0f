package org.patchbay.media.internal.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.patchbay.media.api.MediaEngineSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that owns sockets, playouts, codecs and mixes: it waits in select until the next tick
 * is due, hands packets over on arrival, and runs what others post. Everything but {@link #post}
 * and the figures belongs to the loop's own thread; so nothing on it needs a lock.
 */
public final class MediaLoop {
    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

    /** What is due within half a millisecond is run at once: select knows milliseconds only. */
    private static final long EARLY_NANOS = 500_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private static final long IDLE_MS = 1000;

    private static final long COMPLAIN_EVERY_NANOS = 10 * SECOND_NANOS;

    private final String name;
    private final LongSupplier clock;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger mixes = new AtomicInteger();
    private final PacketBuffers buffers = new PacketBuffers();
    private final Lateness lateness = new Lateness();
    private final TickWheel wheel;
    private final Consumer<SelectionKey> ready = this::ready;
    private List<Runnable> afterSelect = new ArrayList<>();
    private List<Runnable> runningAfterSelect = new ArrayList<>();

    /** Whether no tick will make it look at its mailbox. */
    private volatile boolean sleepsLong;

    private volatile boolean stopping;
    private volatile double busy;
    private volatile long failures;
    private long workNanos;
    private long busySince;
    private long complainedAt;

    /** When the first packet of this round was handed over; 0 where none was yet. */
    private long readingSince;

    public MediaLoop(String name) {
        this(name, System::nanoTime, null);
    }

    private MediaLoop(String name, LongSupplier clock, Thread driver) {
        this.name = name;
        this.clock = clock;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.wheel = new TickWheel(time());
        this.thread = driver != null ? driver : new Thread(this::run, name);
        if (driver == null) {
            thread.setDaemon(true);
            // A tick takes little and cannot wait; whether the system listens is the operator's.
            thread.setPriority(Thread.MAX_PRIORITY);
        }
        busySince = time();
        complainedAt = busySince - COMPLAIN_EVERY_NANOS;
    }

    /**
     * A loop without a thread, for tests and benches in virtual time: the thread that makes it runs
     * it by {@link #turn}.
     */
    public static MediaLoop driven(String name, LongSupplier nanoClock) {
        return new MediaLoop(name, nanoClock, Thread.currentThread());
    }

    public void start() {
        thread.start();
    }

    /** Starts it and asks for a priority before everything else. */
    void start(RealTime realTime) {
        post(realTime::ask);
        start();
    }

    /** Runs what was posted so far and ends the thread. Waits for it. */
    public void stop() throws InterruptedException {
        stopping = true;
        selector.wakeup();
        thread.join(5000);
    }

    public String name() {
        return name;
    }

    /** Runs {@code task} on the loop, in the order of posting. Any thread. */
    public void post(Runnable task) {
        mailbox.add(task);
        wakeUp();
    }

    /**
     * Like {@link #post} for what may wait for the next tick: nobody is woken where one is near.
     * Any thread.
     */
    public void postSoon(Runnable task) {
        mailbox.add(task);
        if (sleepsLong) {
            wakeUp();
        }
    }

    private void wakeUp() {
        if (Thread.currentThread() != thread && woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    // ---- on the loop ----

    public void addTicker(Ticker ticker) {
        wheel.add(ticker, time());
    }

    public void removeTicker(Ticker ticker) {
        wheel.remove(ticker);
    }

    /** Watches a socket; the key is what {@link #unwatch} takes. */
    public SelectionKey watch(DatagramChannel channel, PacketReader reader) {
        try {
            return channel.register(selector, SelectionKey.OP_READ, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void unwatch(SelectionKey key) {
        key.cancel();
    }

    /**
     * Runs {@code task} when the selector has really let go of what was cancelled: a closed socket
     * keeps its port until then.
     */
    public void afterSelect(Runnable task) {
        afterSelect.add(task);
    }

    public PacketBuffers buffers() {
        return buffers;
    }

    /** The loop's clock in nanoseconds. */
    public long time() {
        return clock.getAsLong();
    }

    /**
     * Counts a failure of something that runs here; a line in the log every ten seconds at most.
     */
    public void failed(String what, Throwable failure) {
        failures++;
        long now = time();
        if (now - complainedAt >= COMPLAIN_EVERY_NANOS) {
            complainedAt = now;
            LOG.warn("{}: {} failed ({} failures so far)", name, what, failures, failure);
        }
    }

    // ---- figures, any thread ----

    /** How many sessions live here; kept by those that move them. */
    public AtomicInteger sessions() {
        return sessions;
    }

    public AtomicInteger mixes() {
        return mixes;
    }

    /** Share of the last second that the loop worked, 0…1. */
    public double busy() {
        return busy;
    }

    public MediaEngineSnapshot.Lateness lateness() {
        return lateness.snapshot();
    }

    public long failures() {
        return failures;
    }

    // ---- the thread ----

    private void run() {
        while (!stopping) {
            try {
                round();
            } catch (Throwable e) {
                // Whatever it is, the other calls of this loop go on.
                failed("the loop", e);
            }
        }
        try {
            drain(Integer.MAX_VALUE);
            selector.selectNow();
            finishAfterSelect();
            selector.close();
        } catch (IOException e) {
            LOG.debug("{}: closing", name, e);
        }
    }

    private void round() throws IOException {
        long before = time();
        round(before, waitMs(before));
    }

    /** One round without waiting: packets, commands, and the ticks that are due. */
    public void turn() {
        try {
            round(time(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void round(long before, long idle) throws IOException {
        readingSince = 0;
        if (idle <= 0) {
            selector.selectNow(ready);
        } else {
            selector.select(ready, idle);
        }
        long woke = readingSince != 0 ? readingSince : time();
        long begin = idle <= 0 ? before : woke;
        finishAfterSelect();
        woken.set(false);
        drain(256);
        ticks();
        long end = time();
        workNanos += end - begin;
        figures(end);
    }

    private void ready(SelectionKey key) {
        if (readingSince == 0) {
            readingSince = time();
        }
        if (key.isValid()) {
            try {
                ((PacketReader) key.attachment())
                        .readable((DatagramChannel) key.channel(), readingSince);
            } catch (RuntimeException | LinkageError e) {
                failed("a packet", e);
            }
        }
    }

    private long waitMs(long now) {
        long deadline = wheel.deadlineNanos();
        // Said before the mailbox is looked at: who posts after that look wakes us.
        sleepsLong = deadline == TickWheel.IDLE;
        if (!mailbox.isEmpty() || !afterSelect.isEmpty()) {
            return 0;
        }
        return sleepsLong ? IDLE_MS : (deadline - now + EARLY_NANOS) / 1_000_000L;
    }

    private void finishAfterSelect() {
        if (afterSelect.isEmpty()) {
            return;
        }
        List<Runnable> tasks = afterSelect;
        afterSelect = runningAfterSelect;
        runningAfterSelect = tasks;
        for (Runnable task : tasks) {
            guarded(task);
        }
        tasks.clear();
    }

    private void drain(int most) {
        for (int i = 0; i < most; i++) {
            Runnable task = mailbox.poll();
            if (task == null) {
                return;
            }
            guarded(task);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            failed("a command", e);
        }
    }

    private void ticks() {
        long now = time();
        long deadline = wheel.deadlineNanos();
        long skipped = wheel.skip(now);
        if (skipped > 0) {
            lateness.skipped(now - deadline, skipped, TickWheel.PERIOD_NANOS, wheel.slotsInUse());
            deadline = wheel.deadlineNanos();
        }
        while (deadline != TickWheel.IDLE && deadline - now <= EARLY_NANOS) {
            lateness.record(now - deadline);
            slot(wheel.due(), wheel.tickNumber(), now);
            wheel.advance();
            deadline = wheel.deadlineNanos();
            now = time();
        }
    }

    private void slot(List<Ticker> due, long tick, long now) {
        // From the end, so that a ticker may remove itself.
        for (int i = due.size() - 1; i >= 0; i--) {
            try {
                due.get(i).tick(tick, now);
            } catch (RuntimeException | LinkageError e) {
                failed("a tick", e);
            }
        }
    }

    private void figures(long now) {
        long span = now - busySince;
        if (span >= SECOND_NANOS) {
            busy = Math.min(1, (double) workNanos / span);
            workNanos = 0;
            busySince = now;
            lateness.publish(now);
        }
    }
}
