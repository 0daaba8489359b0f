package org.patchbay.call.records.internal.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.CallRecord.Direction;
import org.patchbay.call.api.CallRecord.End;
import org.patchbay.call.api.Party;
import org.patchbay.call.records.internal.row.CallRow;
import org.patchbay.call.records.internal.row.LegRow;

/** Writes calls that ended, and says each when it is written, until it is killed. */
final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
        RecordStore store =
                RecordStore.open(new H2Database(Path.of(arguments[0])).get().orElseThrow());
        for (int i = 0; ; i++) {
            String id = "c" + i;
            store.write(
                    List.of(call(id), LegRow.added(id, "l", true, "device:1001", Instant.now())));
            System.out.println(id);
            System.out.flush();
        }
    }

    private static CallRow call(String id) {
        End end = new End(Optional.of(Instant.now()), "NORMAL", 200, "", Optional.empty());
        return new CallRow(
                id,
                "boot",
                Instant.now(),
                Optional.empty(),
                Direction.INTERNAL,
                new Party("101", ""),
                "102",
                "device:1001",
                Optional.empty(),
                "",
                Optional.of(end));
    }
}
