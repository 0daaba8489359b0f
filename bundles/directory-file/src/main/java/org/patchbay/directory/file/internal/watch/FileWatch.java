package org.patchbay.directory.file.internal.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/**
 * Tells when a file changed and rests. The folder is watched, so that a file that is put in the
 * place of the old one is seen too; a slow poll stands behind it. Used by one thread.
 */
public final class FileWatch implements AutoCloseable {
    private final Path file;
    private final WatchService service;
    private WatchKey key;
    private Settling settling;

    /**
     * @param known what was read last
     */
    public FileWatch(Path file, Fingerprint known) throws IOException {
        this.file = file;
        this.service = file.getFileSystem().newWatchService();
        this.settling = Settling.on(known, System.nanoTime());
    }

    /** Blocks until the file is another than at the last return, and rests. */
    public void awaitChange() throws InterruptedException {
        while (true) {
            watchFolder();
            Settling.Step step = settling.look(Fingerprint.of(file), System.nanoTime());
            settling = step.next();
            if (step.read()) {
                return;
            }
            WatchKey woken = service.poll(step.waitNanos(), TimeUnit.NANOSECONDS);
            if (woken != null) {
                woken.pollEvents();
                woken.reset();
            }
        }
    }

    /** The folder may come later, or be replaced by another. */
    private void watchFolder() {
        if (key != null && key.isValid()) {
            return;
        }
        try {
            key = file.getParent().register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
        } catch (IOException e) {
            key = null; // the slow poll sees it when it is there
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
