package org.patchbay.hub.internal.route;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.directory.api.AccessLock;

/**
 * Counts wrong PINs of each way into the house at each room, and says whose next one is not even
 * looked at: a call costs a guesser nothing, so the tries of one call alone are no bound. A way is
 * a device or a trunk, whoever calls through it; nobody else has to wait. Any thread may call.
 */
final class PinGuesses {
    /** Wrong ones before the way has to wait. */
    static final int FREE = 6;

    /** Doubled with each wrong one after that. */
    static final Duration FIRST_WAIT = Duration.ofMinutes(1);

    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Of whom nothing wrong came for so long, nothing is known any more. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private static final int MOST = 4096;

    private record Door(String way, String room) {}

    private record Tries(int wrong, Instant last, Instant until) {}

    private final Map<Door, Tries> doors =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Door, Tries> eldest) {
                    return size() > MOST;
                }
            };

    synchronized boolean mayTry(String way, String room, Instant now) {
        Tries tries = doors.get(new Door(way, room));
        return tries == null || !now.isBefore(tries.until());
    }

    /** Not to 0: who guesses beside one who knows would have free tries with each of his calls. */
    synchronized void right(String way, String room) {
        doors.computeIfPresent(
                new Door(way, room),
                (door, tries) ->
                        new Tries(Math.min(tries.wrong(), FREE - 1), tries.last(), Instant.MIN));
    }

    /** Gives how long that way waits from now on; empty where it need not. */
    synchronized Optional<Duration> wrong(String way, String room, Instant now) {
        Tries before = doors.get(new Door(way, room));
        boolean fresh = before == null || before.last().plus(FORGOTTEN_AFTER).isBefore(now);
        int wrong = fresh ? 1 : before.wrong() + 1;
        Optional<Duration> wait = wrong < FREE ? Optional.empty() : Optional.of(wait(wrong - FREE));
        Instant until = wait.map(now::plus).orElse(Instant.MIN);
        doors.put(new Door(way, room), new Tries(wrong, now, until));
        return wait;
    }

    /** Whose PINs are not looked at. */
    synchronized List<AccessLock> locks(Instant now) {
        return doors.entrySet().stream()
                .filter(door -> now.isBefore(door.getValue().until()))
                .map(
                        door ->
                                new AccessLock(
                                        door.getKey().way(),
                                        account(door.getKey()),
                                        door.getValue().wrong(),
                                        door.getValue().until()))
                .toList();
    }

    private static String account(Door door) {
        return "room:" + door.room();
    }

    /** Looks again at those of that way, or for that room; gives how many locks that opened. */
    synchronized int release(String wayOrRoom, Instant now) {
        int opened = 0;
        for (Map.Entry<Door, Tries> door : doors.entrySet()) {
            boolean meant =
                    door.getKey().way().equals(wayOrRoom)
                            || account(door.getKey()).equals(wayOrRoom);
            Tries tries = door.getValue();
            if (meant && now.isBefore(tries.until())) {
                door.setValue(new Tries(tries.wrong(), tries.last(), Instant.MIN));
                opened++;
            }
        }
        return opened;
    }

    private static Duration wait(int beyond) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(16, beyond));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
}
