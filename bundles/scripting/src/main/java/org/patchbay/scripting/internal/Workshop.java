package org.patchbay.scripting.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.patchbay.call.api.ScriptCatalog;
import org.patchbay.scripting.internal.call.Runs;
import org.patchbay.scripting.internal.call.Surroundings;
import org.patchbay.scripting.internal.catalog.AppBoard;
import org.patchbay.scripting.internal.catalog.Catalog;
import org.patchbay.scripting.internal.engine.EngineRoom;
import org.patchbay.scripting.internal.engine.Guard;
import org.patchbay.scripting.internal.engine.ScriptThreads;
import org.patchbay.scripting.internal.folder.FolderWatch;
import org.patchbay.scripting.internal.script.ScriptLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that scripting needs while it is active, put together: watch, engine, threads. The
 * engine starts on the watching thread, so that opening takes no time.
 */
public final class Workshop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);
    private static final long MAX_ALLOCATED_BYTES = 256L << 20;

    /** Loading and testing may take longer than calls: nobody waits for them. */
    private static final int LOAD_FACTOR = 8;

    private static final int TEST_FACTOR = 4;

    /** How long scripts that are at work on calls may go on when the bundle stops. */
    private static final Duration LAST_WORDS = Duration.ofMillis(800);

    private final Surroundings surroundings;
    private final Settings settings;
    private final ExecutorService pool;
    private final Guard guard = new Guard(MAX_ALLOCATED_BYTES);
    private final Runs runs;
    private final Catalog catalog;
    private final FolderWatch watch;
    private final Thread watcher;
    private EngineRoom room; // guarded by this
    private boolean closed; // guarded by this

    /**
     * @param cache where the engine may unpack files
     */
    public record Settings(Path folder, Path cache, Duration timeLimit, int contextsPerScript) {
        public Settings {
            if (timeLimit.toMillis() < 10 || timeLimit.toSeconds() > 60) {
                throw new IllegalArgumentException(
                        "time-limit-ms " + timeLimit.toMillis() + " is not 10 to 60000");
            }
            if (contextsPerScript < 1 || contextsPerScript > 64) {
                throw new IllegalArgumentException(
                        "contexts-per-script " + contextsPerScript + " is not 1 to 64");
            }
        }
    }

    public Workshop(Settings settings, Surroundings surroundings, AppBoard board) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.pool = ScriptThreads.pool(Math.max(4, Runtime.getRuntime().availableProcessors()));
        this.runs = new Runs(surroundings, settings.timeLimit());
        this.catalog = new Catalog(board, surroundings, runs, settings.timeLimit());
        this.watch = new FolderWatch(settings.folder(), surroundings.clock());
        this.watcher = ScriptThreads.factory("script-watch").newThread(this::work);
        watcher.start();
    }

    private void work() {
        try {
            openAndWatch();
        } catch (RuntimeException | LinkageError e) {
            if (!isClosed()) { // while it closes, what it needs goes away under it
                LOG.error("Scripts are not watched any more: {}", e.toString());
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void openAndWatch() {
        long began = System.nanoTime();
        EngineRoom.prepare(settings.cache());
        EngineRoom opened = new EngineRoom(guard);
        synchronized (this) {
            if (closed) {
                opened.close();
                return;
            }
            room = opened;
        }
        opened.warmUp();
        LOG.info(
                "Scripts of {} are watched; the engine took {} ms",
                settings.folder(),
                (System.nanoTime() - began) / 1_000_000);
        ScriptLoader loader =
                new ScriptLoader(
                        opened,
                        pool,
                        settings.contextsPerScript(),
                        settings.timeLimit().multipliedBy(LOAD_FACTOR),
                        settings.timeLimit().multipliedBy(TEST_FACTOR),
                        surroundings.clock());
        pool.execute(opened::warmUpLanguages);
        watch.run(files -> catalog.apply(files, loader));
    }

    public List<ScriptCatalog.Entry> scripts() {
        return catalog.scripts();
    }

    /**
     * Ends the runs, takes the apps down, and leaves nothing behind: no thread, no context. Takes a
     * few seconds at most.
     */
    @Override
    public void close() {
        EngineRoom opened;
        synchronized (this) {
            closed = true;
            opened = room;
        }
        watch.close();
        // Before the apps are taken down: the hub hears no app whose bundle has stopped.
        runs.interruptAll();
        runs.awaitNone(LAST_WORDS);
        runs.endAll();
        catalog.close();
        pool.shutdown();
        if (opened != null) {
            close(opened);
        }
        guard.close();
        boolean gone = ScriptThreads.join(pool, Duration.ofSeconds(2));
        if (!joined(watcher) || !gone) {
            LOG.warn("A script is still running and keeps this bundle's classes until it ends");
        }
    }

    /** On a thread of ours: the caller's would keep something of the engine. */
    private static void close(EngineRoom room) {
        Thread closer = ScriptThreads.factory("script-close").newThread(room::close);
        closer.start();
        joined(closer);
    }

    private static boolean joined(Thread thread) {
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
