package org.patchbay.console.internal.text;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.call.api.Party;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.media.api.Mix.MixSnapshot;
import org.patchbay.media.api.Mix.Seat;
import org.patchbay.sdp.Direction;

/** Snapshots for tests. */
public final class Sample {
    public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private Sample() {}

    public static LegSnapshot leg(String id, String target, String codec, Direction direction) {
        return new LegSnapshot(
                new LegId(id),
                id.equals("l1"),
                target,
                "confirmed",
                "sip:x@192.0.2.1",
                Optional.of(media(id, codec, direction)));
    }

    private static MediaSessionSnapshot media(String name, String codec, Direction direction) {
        return new MediaSessionSnapshot(
                name,
                codec,
                "127.0.0.1:4000",
                "127.0.0.1:5000",
                direction,
                !direction.receives(),
                997,
                1000,
                3,
                1,
                4,
                2.4,
                38.6,
                -1,
                0,
                codec.startsWith("opus") ? "AEAD_AES_128_GCM" : "",
                0,
                0,
                -18.2,
                -96);
    }

    public static Seat seat(String member, double levelDb) {
        return new Seat(member, levelDb, 0, false);
    }

    public static MixSnapshot mix(boolean relaying, Seat... seats) {
        return new MixSnapshot("c1", "media-0", relaying, 16_000, 100, List.of(seats));
    }

    public static CallSnapshot call(String id) {
        LegSnapshot first = leg("l1", "device:1001", "PCMU/8000", Direction.SENDRECV);
        LegSnapshot second = leg("l2", "device:1002", "opus/48000", Direction.SENDRECV);
        return new CallSnapshot(
                new CallId(id),
                "TALKING",
                NOW.minusSeconds(75),
                Optional.of(NOW.minusSeconds(60)),
                new Party("1001", "Anna"),
                "1002",
                Optional.empty(),
                Optional.empty(),
                "routing/office.mjs@7",
                List.of("1002 is user ben"),
                List.of(first, second),
                Optional.of(mix(false, seat("l1", -18.2), seat("l2", -31))));
    }
}
