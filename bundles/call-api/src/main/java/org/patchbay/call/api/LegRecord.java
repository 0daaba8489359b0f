package org.patchbay.call.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.call.api.CallRecord.End;

/**
 * What is kept of a leg; one that sits in a room has a record in its own call and one in the room.
 *
 * @param target whence it came, or how it was reached
 * @param addedAt when it came in or was dialled
 * @param end empty while it is up
 * @param quality empty where it never had media
 */
public record LegRecord(
        String call,
        String leg,
        boolean incoming,
        String target,
        Instant addedAt,
        Optional<Instant> ringingAt,
        Optional<Instant> answeredAt,
        Optional<End> end,
        Optional<Quality> quality) {
    /**
     * How its media was.
     *
     * @param codec such as {@code opus/48000}
     * @param received packets of the far side
     * @param lost packets of the far side that did not come
     * @param jitterMs at the end (RFC 3550 §6.4.1)
     * @param farLossPercent share of our packets that the far side missed, by its last report
     */
    public record Quality(
            String codec, long received, long lost, double jitterMs, double farLossPercent) {
        /** Share of the far side's packets that did not come. */
        public double lossPercent() {
            long sent = received + lost;
            return sent <= 0 ? 0 : 100.0 * lost / sent;
        }
    }

    public LegRecord {
        Objects.requireNonNull(call);
        Objects.requireNonNull(leg);
        Objects.requireNonNull(target);
        Objects.requireNonNull(addedAt);
        Objects.requireNonNull(ringingAt);
        Objects.requireNonNull(answeredAt);
        Objects.requireNonNull(end);
        Objects.requireNonNull(quality);
    }
}
