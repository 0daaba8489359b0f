package org.patchbay.webrtc.internal.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.BrowserPhone;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.BrowserUser;
import org.patchbay.call.api.CallEntry;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Directory;
import org.patchbay.media.api.MediaSessions;
import org.patchbay.webrtc.internal.desk.DeskLimits;
import org.patchbay.webrtc.internal.turn.IceServers;

/** Pages that come and go faster than the lanes of their desks run. */
class ConnectionTest {
    private static final Target ANNA = Target.parse("browser:anna");

    private final Deque<Runnable> heldBack = new ArrayDeque<>();
    private final ScheduledExecutorService alarms = Executors.newScheduledThreadPool(1);
    private final Phones phones =
            new Phones(
                    new House(
                            new NoParts(),
                            null,
                            null,
                            null,
                            heldBack::add,
                            heldBack::add,
                            alarms,
                            InstantSource.system(),
                            new IceServers(List.of(), "", Duration.ofHours(1)),
                            new DeskLimits(8, 8, 64, 60_000, 60_000, 15_000, 30_000),
                            new HouseLimits(10, 10, 10, 10, 100, 100)));

    @AfterEach
    void close() {
        alarms.shutdownNow();
    }

    private static final class NoParts implements Parts {
        @Override
        public Optional<CallEntry> callEntry() {
            return Optional.empty();
        }

        @Override
        public Optional<CallHub> hub() {
            return Optional.empty();
        }

        @Override
        public Optional<MediaSessions> media() {
            return Optional.empty();
        }

        @Override
        public Optional<Directory> directory() {
            return Optional.empty();
        }
    }

    private static final class Page implements BrowserPhones.Page {
        final List<String> told = new ArrayList<>();
        String end = "";

        @Override
        public void tell(String json) {
            told.add(json);
        }

        @Override
        public void close(int code, String reason) {
            end = code + " " + reason;
        }

        String token() {
            return told.get(0).replaceFirst(".*\"token\":\"([0-9a-f]+)\".*", "$1");
        }
    }

    private BrowserPhone open(Page page) {
        return phones.open(new BrowserUser("anna", "Anna"), page);
    }

    private void runLanes() {
        while (!heldBack.isEmpty()) {
            heldBack.remove().run();
        }
    }

    private static String resume(Page page) {
        return "{\"type\":\"resume\",\"token\":\"" + page.token() + "\"}";
    }

    @Test
    void whoResumesAndVanishesAtOnceIsGone() {
        Page old = new Page();
        BrowserPhone first = open(old);
        runLanes();
        BrowserPhone second = open(new Page());
        runLanes();
        second.said(resume(old));
        second.closed();
        runLanes();
        assertEquals("", old.end, "it is here still");
        assertTrue(phones.canReach(ANNA));
        first.closed();
        runLanes();
        assertFalse(phones.canReach(ANNA));
        assertEquals(0, phones.count().pages());
    }

    @Test
    void whoVanishesBeforeItWasThereIsGone() {
        open(new Page()).closed();
        runLanes();
        assertFalse(phones.canReach(ANNA));
        assertEquals(0, phones.count().pages());
    }
}
