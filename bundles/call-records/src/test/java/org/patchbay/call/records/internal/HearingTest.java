package org.patchbay.call.records.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.HouseSnapshot;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.api.RecordQuery;
import org.patchbay.call.records.internal.ledger.Story;
import org.patchbay.call.records.internal.search.RecordSearch;
import org.patchbay.call.records.internal.store.H2Database;
import org.patchbay.call.records.internal.store.Scribe;

/** From the hub to the rows, also over a replacement. */
class HearingTest {
    @TempDir Path dir;
    private final Hub hub = new Hub();
    private final Story story = new Story();
    private Hearing hearing;
    private Scribe scribe;

    /** Tells its followers on the thread of the test. */
    private static final class Hub implements CallHub {
        final List<NumberedEvent> kept = new ArrayList<>();
        final List<Consumer<NumberedEvent>> followers = new ArrayList<>();

        void tell(NumberedEvent event) {
            followers.forEach(f -> f.accept(event));
        }

        @Override
        public AutoCloseable follow(Consumer<NumberedEvent> listener) {
            kept.forEach(listener);
            followers.add(listener);
            return () -> followers.remove(listener);
        }

        @Override
        public HouseSnapshot snapshot() {
            return new HouseSnapshot("boot", 2, List.of());
        }

        @Override
        public List<CallSnapshot> calls() {
            return List.of();
        }

        @Override
        public Optional<CallSnapshot> call(CallId id) {
            return Optional.empty();
        }

        @Override
        public CompletionStage<CommandResult> execute(CallCommand command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AutoCloseable subscribe(Consumer<NumberedEvent> listener, int capacity) {
            throw new UnsupportedOperationException();
        }
    }

    /** The part comes, in some version. */
    private void begin() {
        hearing = new Hearing();
        scribe =
                new Scribe(
                        new H2Database(dir.resolve("records")),
                        () -> Set.of("a"),
                        new Scribe.Settings(Duration.ofHours(1), Duration.ZERO),
                        InstantSource.system());
        scribe.start();
        hearing.set(hub);
        hearing.begin(scribe);
    }

    @AfterEach
    void end() {
        hearing.end();
        scribe.close();
        assertFalse(!hub.followers.isEmpty());
    }

    private Map<String, String> causes() throws Exception {
        Map<String, String> causes = new TreeMap<>();
        RecordSearch.run(
                new H2Database(dir.resolve("records")).get().orElseThrow(),
                RecordQuery.newest(0),
                Duration.ofMinutes(1),
                (call, legs) ->
                        causes.put(call.call(), call.end().map(End::cause).orElse("up")) == null);
        return causes;
    }

    @Test
    void whatEndsWhileNobodyListensIsWrittenAfterwards() throws Exception {
        begin();
        story.starts("a", "1", "2").comes("a", "l", "device:1");
        story.events.forEach(hub::tell);
        end();
        assertEquals(Map.of("a", "up"), causes());

        story.hangsUp("a", "l", Reason.NORMAL).ends("a", Reason.NORMAL, "l");
        story.starts("b", "1", "2").comes("b", "m", "device:1");
        story.hangsUp("b", "m", Reason.BUSY).ends("b", Reason.BUSY, "m");
        hub.kept.addAll(story.events);
        begin();
        end();
        assertEquals(Map.of("a", "NORMAL", "b", "BUSY"), causes());
    }

    @Test
    void aCallWhoseEndWasLostIsNotUpForEver() throws Exception {
        begin();
        story.starts("a", "1", "2").comes("a", "l", "device:1");
        story.events.forEach(hub::tell);
        NumberedEvent last = story.events.get(1);
        hub.tell(
                new NumberedEvent(
                        last.bootId(), last.number(), last.at(), new HouseEvent.EventsLost(2)));
        story.starts("b", "1", "2");
        hub.tell(story.events.get(2));
        end();
        assertEquals(Map.of("a", End.UNKNOWN), causes());
    }
}
