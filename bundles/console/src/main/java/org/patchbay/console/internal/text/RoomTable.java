package org.patchbay.console.internal.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.LegSnapshot;
import org.patchbay.media.api.Mix.MixSnapshot;
import org.patchbay.media.api.Mix.Seat;

/** Conference rooms, and who sits in one. */
public final class RoomTable {
    private RoomTable() {}

    public static List<String> rooms(List<CallSnapshot> calls, Instant now) {
        List<CallSnapshot> rooms = calls.stream().filter(c -> c.room().isPresent()).toList();
        if (rooms.isEmpty()) {
            return List.of("Nobody is in a room.");
        }
        Columns table = new Columns("ROOM", "MEMBERS", "SINCE", "", "CALL");
        for (CallSnapshot room : rooms) {
            table.row(
                    room.room().get(),
                    Integer.toString(room.legs().size()),
                    Figures.duration(Duration.between(room.startedAt(), now)),
                    locked(room) ? "locked" : "",
                    room.id().value());
        }
        return table.lines();
    }

    public static List<String> roster(CallSnapshot room, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "room "
                        + room.room().orElse("")
                        + ", call "
                        + room.id()
                        + ", up "
                        + Figures.duration(Duration.between(room.startedAt(), now))
                        + (locked(room) ? ", locked" : ""));
        lines.add("");
        Columns table = new Columns("LEG", "WHO", "HEARD", "LEVEL");
        for (LegSnapshot leg : room.legs()) {
            Optional<Seat> seat = room.mix().flatMap(mix -> seat(mix, leg));
            table.row(
                    leg.id().value(),
                    leg.target(),
                    seat.map(s -> s.muted() ? "muted" : "yes").orElse("not now"),
                    seat.map(s -> Figures.level(s.levelDb())).orElse(""));
        }
        lines.addAll(table.lines());
        return lines;
    }

    private static boolean locked(CallSnapshot room) {
        return room.state().equals("LOCKED");
    }

    private static Optional<Seat> seat(MixSnapshot mix, LegSnapshot leg) {
        return mix.seats().stream().filter(s -> MixPicture.isOf(s, leg)).findFirst();
    }
}
