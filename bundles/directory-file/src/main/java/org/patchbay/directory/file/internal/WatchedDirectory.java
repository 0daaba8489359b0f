package org.patchbay.directory.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory.Account;
import org.patchbay.directory.file.internal.json.BadFileException;
import org.patchbay.directory.file.internal.json.Place;
import org.patchbay.directory.file.internal.json.Problem;
import org.patchbay.directory.file.internal.model.Credential;
import org.patchbay.directory.file.internal.model.DirectoryFile;
import org.patchbay.directory.file.internal.model.DirectoryReader;
import org.patchbay.directory.file.internal.watch.FileWatch;
import org.patchbay.directory.file.internal.watch.Fingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory in force, and a thread {@code blocking-directory} that puts a changed file in its
 * place. Any thread may ask; only that thread (and {@link #start}) changes.
 */
final class WatchedDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedDirectory.class);
    private static final int MAX_BYTES = 8 << 20;
    private static final int MAX_LOGGED = 10;
    private static final String DOMAIN_OF_EMPTY = "patchbay.local";

    /** Directory, credentials and refusal belong together: replaced as one. */
    private record State(DirectoryFile inForce, byte[] content, Optional<String> refusal) {
        @Override
        public String toString() {
            return inForce.toString();
        }
    }

    private final Path file;
    private final Consumer<HouseEvent> events;
    private final List<Consumer<Directory>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::watch, "blocking-directory");
    private volatile State state =
            new State(
                    new DirectoryFile(Directory.empty(DOMAIN_OF_EMPTY), Map.of()),
                    new byte[0],
                    Optional.empty());
    private volatile boolean closed;
    private boolean warnedOfPermissions;
    private Fingerprint read = Fingerprint.MISSING;

    WatchedDirectory(Path file, Consumer<HouseEvent> events) {
        this.file = file;
        this.events = events;
        thread.setDaemon(true);
    }

    /** Reads the file before it returns, so that nobody sees an empty house at a replacement. */
    void start() {
        reload();
        thread.start();
    }

    Directory current() {
        return state.inForce().directory();
    }

    Optional<String> refusal() {
        return state.refusal();
    }

    Optional<String> ha1(Account account, DigestAlgorithm algorithm, String realm) {
        Credential credential = state.inForce().credentials().get(account);
        return credential == null ? Optional.empty() : credential.ha1(algorithm, realm);
    }

    AutoCloseable onChange(Consumer<Directory> listener) {
        // An object of its own, so that the same listener given twice can be closed once.
        Consumer<Directory> entry = directory -> listener.accept(directory);
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    private void watch() {
        try (FileWatch watch = new FileWatch(file, read)) {
            while (!closed) {
                watch.awaitChange();
                reload();
            }
        } catch (InterruptedException e) {
            LOG.debug("directory is no longer watched");
        } catch (IOException | RuntimeException e) {
            LOG.error("{} is no longer watched", file, e);
        }
    }

    private void reload() {
        read = Fingerprint.of(file);
        try {
            byte[] content = content();
            warnOfPermissions();
            take(content);
        } catch (NoSuchFileException e) {
            refuse(new BadFileException(Place.FILE, "there is no such file"));
        } catch (IOException e) {
            refuse(new BadFileException(Place.FILE, "cannot be read"));
        } catch (BadFileException e) {
            refuse(e);
        }
    }

    private byte[] content() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new BadFileException(
                        Place.FILE, "the file is larger than " + (MAX_BYTES >> 20) + " MiB");
            }
            return content;
        }
    }

    private void take(byte[] content) {
        State old = state;
        if (old.inForce().directory().version() > 0 && Arrays.equals(content, old.content())) {
            if (old.refusal().isPresent()) {
                LOG.info("{} is again what is in force", file);
                state = new State(old.inForce(), content, Optional.empty());
            }
            return;
        }
        DirectoryFile taken =
                DirectoryReader.read(content, old.inForce().directory().version() + 1);
        state = new State(taken, content, Optional.empty());
        Directory d = taken.directory();
        LOG.info(
                "directory version {} of {}: {} users, {} devices, {} groups, {} rooms, {} trunks, {}"
                        + " routes",
                d.version(),
                file,
                d.users().size(),
                d.devices().size(),
                d.groups().size(),
                d.rooms().size(),
                d.trunks().size(),
                d.routing().routes().size());
        tell(new HouseEvent.DirectoryLoaded(d.version()), d);
    }

    private void refuse(BadFileException e) {
        if (closed) {
            return; // an interrupted read is no fault of the file
        }
        State old = state;
        List<Problem> problems = e.problems();
        Problem first = problems.get(0);
        String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
        state = new State(old.inForce(), old.content(), Optional.of(first + more));
        long version = old.inForce().directory().version();
        LOG.warn(
                "{} is refused, {}:",
                file,
                version == 0 ? "the directory is empty" : "version " + version + " stays in force");
        problems.stream().limit(MAX_LOGGED).forEach(p -> LOG.warn("  {}: {}", file, p));
        tell(
                new HouseEvent.DirectoryRefused(
                        file.toString(), first.place().line(), first + more),
                null);
    }

    private void tell(HouseEvent event, Directory changed) {
        guarded(() -> events.accept(event));
        if (changed != null) {
            listeners.forEach(l -> guarded(() -> l.accept(changed)));
        }
    }

    private static void guarded(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException e) {
            LOG.warn("somebody who was told of the directory failed", e);
        }
    }

    private void warnOfPermissions() throws IOException {
        boolean open;
        try {
            open = Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException e) {
            return; // not a file system with such permissions
        }
        if (open && !warnedOfPermissions) {
            LOG.warn("{} holds secrets and everybody may read it: chmod o-r", file);
        }
        warnedOfPermissions = open;
    }

    @Override
    public void close() {
        closed = true;
        listeners.clear();
        thread.interrupt();
        try {
            if (!Objects.equals(Thread.currentThread(), thread)) {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
