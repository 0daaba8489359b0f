package org.patchbay.call.records.internal.store;

import java.sql.SQLException;
import java.util.List;
import org.patchbay.call.records.internal.row.CallRow;

/** {@code patchbay_call}. */
final class CallTable extends RowTable<CallRow> {
    CallTable() {
        super(
                "patchbay_call",
                List.of(
                        "boot_id",
                        "started_at",
                        "answered_at",
                        "direction",
                        "caller_number",
                        "caller_name",
                        "called",
                        "source",
                        "room",
                        "decided_by"),
                List.of("call_id"));
    }

    @Override
    void bind(CallRow row, Binder to) throws SQLException {
        to.text(row.bootId(), 32)
                .time(row.startedAt())
                .time(row.answeredAt())
                .text(row.direction().name(), 16)
                .text(row.caller().number(), 128)
                .text(row.caller().name(), 128)
                .text(row.called(), 256)
                .text(row.source(), 320)
                .text(row.room(), 64)
                .text(row.decidedBy(), 512);
        end(row.end(), to);
        to.text(row.call(), 64);
    }
}
