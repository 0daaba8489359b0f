package org.patchbay.scripting.internal.folder;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.patchbay.scripting.internal.script.ScriptFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is in the scripts folder, at first and after each change, on the thread that calls
 * {@link #run}. The system's notices are taken where there are any; a slow look now and then finds
 * what they miss.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    /** An editor may write in pieces: nothing must have moved for so long, in milliseconds. */
    private static final long SETTLE_MS = 80;

    private static final long LONGEST_SETTLE_MS = 2000;
    private static final long SLOW_LOOK_MS = 3000;
    private static final long LOOK_WITHOUT_NOTICES_MS = 500;

    private final Path folder;
    private final FolderScan scan;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final WatchService notices; // null where the system has none
    private final Map<Path, WatchKey> watched = new HashMap<>();

    public FolderWatch(Path folder, InstantSource clock) {
        this.folder = folder;
        this.scan = new FolderScan(folder);
        this.clock = clock;
        this.notices = openNotices(folder);
    }

    private static WatchService openNotices(Path folder) {
        try {
            return folder.getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("No notices of changes in {}, looking often: {}", folder, e.toString());
            return null;
        }
    }

    /**
     * Returns when the watch is closed.
     *
     * @param listener gets every script there is, by path
     */
    public void run(Consumer<Map<String, ScriptFile>> listener) {
        Map<String, FolderScan.Stamp> known = null;
        try {
            while (!isClosed()) {
                watchFolders();
                Map<String, FolderScan.Stamp> now = scan.stamps();
                if (!now.equals(known)) {
                    now = settled(now);
                    known = now;
                    listener.accept(scan.read(now));
                } else {
                    await(notices == null ? LOOK_WITHOUT_NOTICES_MS : SLOW_LOOK_MS);
                }
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("Closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** The stamps once nothing moves any more. */
    private Map<String, FolderScan.Stamp> settled(Map<String, FolderScan.Stamp> first)
            throws InterruptedException {
        Map<String, FolderScan.Stamp> now = first;
        for (long spent = 0; spent < LONGEST_SETTLE_MS && !isClosed(); spent += SETTLE_MS) {
            long newest = now.values().stream().mapToLong(s -> s.modifiedMs()).max().orElse(0);
            long age = clock.millis() - newest;
            if (age < SETTLE_MS && age >= 0) {
                closed.await(SETTLE_MS, TimeUnit.MILLISECONDS);
            }
            Map<String, FolderScan.Stamp> next = scan.stamps();
            if (next.equals(now)) {
                return next;
            }
            now = next;
        }
        return now;
    }

    private void await(long ms) throws InterruptedException {
        if (notices == null) {
            closed.await(ms, TimeUnit.MILLISECONDS);
            return;
        }
        WatchKey key = notices.poll(ms, TimeUnit.MILLISECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = notices.poll();
        }
    }

    private void watchFolders() {
        if (notices == null) {
            return;
        }
        watched.values().removeIf(key -> !key.isValid());
        List<Path> wanted =
                List.of(
                        folder,
                        folder.resolve(ScriptFile.Kind.ROUTING.folder()),
                        folder.resolve(ScriptFile.Kind.APP.folder()));
        for (Path path : wanted) {
            if (!watched.containsKey(path) && Files.isDirectory(path)) {
                watch(path);
            }
        }
    }

    private void watch(Path path) {
        try {
            watched.put(
                    path,
                    path.register(
                            notices,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE));
        } catch (IOException e) {
            LOG.warn("No notices of changes in {}: {}", path, e.toString());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (notices != null) {
            try {
                notices.close();
            } catch (IOException e) {
                LOG.debug("Closing the notices of {}: {}", folder, e.toString());
            }
        }
    }
}
