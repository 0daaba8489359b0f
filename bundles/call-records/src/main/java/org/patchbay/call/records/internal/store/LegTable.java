package org.patchbay.call.records.internal.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.LegRecord.Quality;
import org.patchbay.call.records.internal.row.LegRow;

/** {@code patchbay_leg}. */
final class LegTable extends RowTable<LegRow> {
    LegTable() {
        super(
                "patchbay_leg",
                List.of(
                        "incoming",
                        "target",
                        "added_at",
                        "ringing_at",
                        "answered_at",
                        "codec",
                        "packets_received",
                        "packets_lost",
                        "jitter_ms",
                        "far_loss_percent"),
                List.of("call_id", "leg_id"));
    }

    @Override
    void bind(LegRow row, Binder to) throws SQLException {
        Optional<Quality> media = row.quality();
        to.flag(row.incoming())
                .text(row.target(), 320)
                .time(row.addedAt())
                .time(row.ringingAt())
                .time(row.answeredAt())
                .text(media.map(Quality::codec), 64)
                .big(media.map(Quality::received))
                .big(media.map(Quality::lost))
                .real(media.map(Quality::jitterMs))
                .real(media.map(Quality::farLossPercent));
        end(row.end(), to);
        to.text(row.call(), 64).text(row.leg(), 64);
    }
}
