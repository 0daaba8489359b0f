package org.patchbay.call.records.internal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.patchbay.call.api.CallRecord.Direction;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.Party;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.Row;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RowQueueTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);

    private final RowQueue queue = new RowQueue(100, HOUR_MS);

    private static CallRow beginning(String id) {
        return new CallRow(
                id,
                "boot",
                NOW,
                Optional.empty(),
                Direction.INTERNAL,
                new Party("101", ""),
                "102",
                "device:1001",
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static CallRow end(String id) {
        End end = new End(Optional.of(NOW), "NORMAL", 200, "", Optional.empty());
        return beginning(id).ended(end);
    }

    @Test
    void anEndTakesWithItWhatWaits() throws Exception {
        queue.put(List.of(beginning("a")));
        CompletableFuture<List<Row>> taken =
                CompletableFuture.supplyAsync(() -> queue.take(10, HOUR_MS));
        queue.put(List.of(beginning("b")));
        queue.put(List.of(end("a")));
        assertEquals(3, taken.get().size());
    }

    @Test
    void everyEndIsCounted() throws Exception {
        queue.put(List.of(end("a"), end("b"), beginning("c")));
        assertEquals(1, queue.take(1, HOUR_MS).size());
        assertEquals(2, queue.take(10, HOUR_MS).size());
    }

    @Test
    void aBeginningWaitsNotForEver() throws Exception {
        RowQueue impatient = new RowQueue(100, 1);
        impatient.put(List.of(beginning("a")));
        assertEquals(1, impatient.take(10, HOUR_MS).size());
    }

    @Test
    void whoAsksAndWhoClosesDoNotWaitForAnEnd() throws Exception {
        queue.put(List.of(beginning("a")));
        queue.nudge();
        assertEquals(1, queue.take(10, HOUR_MS).size());
        queue.put(List.of(beginning("b")));
        queue.close();
        assertEquals(1, queue.take(10, HOUR_MS).size());
    }

    @Test
    void enoughOfThemDoNotWaitEither() throws Exception {
        queue.put(List.of(beginning("a"), beginning("b")));
        assertEquals(2, queue.take(2, HOUR_MS).size());
    }
}
