package org.patchbay.directory.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory.Account;

class WatchedDirectoryTest {
    private static final String ONE =
            "{\"domain\":\"d\",\"devices\":[{\"id\":\"1\",\"secret\":\"hunter2\"}]}";
    private static final String NONE = "{\"domain\":\"d\"}";

    @TempDir Path folder;
    private final BlockingQueue<HouseEvent> events = new LinkedBlockingQueue<>();
    private Path file;
    private WatchedDirectory directory;

    @BeforeEach
    void prepare() {
        file = folder.resolve("patchbay.json");
        directory = new WatchedDirectory(file, events::add);
    }

    @AfterEach
    void close() {
        directory.close();
        assertFalse(
                Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(t -> t.getName().equals("blocking-directory")));
    }

    private HouseEvent next() throws InterruptedException {
        HouseEvent event = events.poll(10, TimeUnit.SECONDS);
        assertNotNull(event, "no event came");
        return event;
    }

    /** As careful writers do it: beside, then in its place. */
    private void replace(String content) throws IOException {
        Path beside = folder.resolve("patchbay.json.new");
        Files.writeString(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void theFileIsInForceAtOnce() throws Exception {
        Files.writeString(file, ONE);
        directory.start();
        assertEquals(1, directory.current().version());
        assertEquals(Optional.empty(), directory.refusal());
        assertTrue(directory.ha1(Account.device("1"), DigestAlgorithm.MD5, "d").isPresent());
        assertEquals(
                Optional.empty(), directory.ha1(Account.device("2"), DigestAlgorithm.MD5, "d"));
    }

    @Test
    void aMissingFileIsAnEmptyDirectoryThatSaysSo() throws Exception {
        directory.start();
        assertEquals(0, directory.current().version());
        assertEquals(Optional.of("there is no such file"), directory.refusal());
        assertInstanceOf(HouseEvent.DirectoryRefused.class, next());
        Files.writeString(file, ONE);
        assertEquals(new HouseEvent.DirectoryLoaded(1), next());
        assertEquals(Optional.empty(), directory.refusal());
    }

    @Test
    void aReplacedFileIsSeenAndTold() throws Exception {
        Files.writeString(file, ONE);
        directory.start();
        BlockingQueue<Directory> told = new LinkedBlockingQueue<>();
        AutoCloseable subscription = directory.onChange(told::add);
        next();
        replace(NONE);
        assertEquals(new HouseEvent.DirectoryLoaded(2), next());
        assertEquals(2, told.poll(5, TimeUnit.SECONDS).version());
        assertEquals(
                Optional.empty(), directory.ha1(Account.device("1"), DigestAlgorithm.MD5, "d"));
        subscription.close();
        BlockingQueue<Directory> toldLater = new LinkedBlockingQueue<>();
        directory.onChange(toldLater::add);
        replace(ONE);
        assertEquals(3, toldLater.poll(10, TimeUnit.SECONDS).version());
        assertNull(told.poll());
    }

    @Test
    void aBadFileLeavesTheOldOneInForce() throws Exception {
        Files.writeString(file, ONE);
        directory.start();
        next();
        Files.writeString(file, "{\"domain\":\"d\",\n\"divices\":[]}");
        HouseEvent.DirectoryRefused refused =
                assertInstanceOf(HouseEvent.DirectoryRefused.class, next());
        assertEquals(file.toString(), refused.path());
        assertEquals(2, refused.line());
        assertEquals(
                "line 2, column 1, $.divices: unknown key 'divices', did you mean 'devices'?",
                refused.reason());
        assertEquals(Optional.of(refused.reason()), directory.refusal());
        assertEquals(1, directory.current().version());
        assertTrue(directory.ha1(Account.device("1"), DigestAlgorithm.MD5, "d").isPresent());
        replace(NONE);
        assertEquals(new HouseEvent.DirectoryLoaded(2), next());
    }

    @Test
    void whatIsInForceAlreadyIsNoNewVersion() throws Exception {
        Files.writeString(file, ONE);
        directory.start();
        next();
        Files.delete(file);
        assertInstanceOf(HouseEvent.DirectoryRefused.class, next());
        replace(ONE);
        for (long end = System.nanoTime() + 10_000_000_000L; System.nanoTime() < end; ) {
            if (directory.refusal().isEmpty()) {
                break;
            }
            Thread.onSpinWait();
        }
        assertEquals(Optional.empty(), directory.refusal());
        assertEquals(1, directory.current().version());
    }

    @Test
    void aListenerThatFailsHurtsNobody() throws Exception {
        Files.writeString(file, ONE);
        directory.start();
        next();
        BlockingQueue<Directory> told = new LinkedBlockingQueue<>();
        directory.onChange(
                d -> {
                    throw new IllegalStateException("on purpose");
                });
        directory.onChange(told::add);
        replace(NONE);
        assertNotNull(told.poll(10, TimeUnit.SECONDS));
    }
}
