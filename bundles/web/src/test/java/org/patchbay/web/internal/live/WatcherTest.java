package org.patchbay.web.internal.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatcherTest {
    private static final String LOST = "{\"type\":\"lost\"}";

    private final Journal journal = new Journal(4);
    private long house;
    private final Watcher watcher =
            new Watcher(journal, () -> new Watcher.Picture("b1", house, "house " + house));

    private void happens(long... numbers) {
        for (long n : numbers) {
            journal.add("b1", n, "e" + n);
        }
    }

    private static String begun(long number) {
        return "{\"type\":\"begun\",\"boot\":\"b1\",\"number\":" + number + "}";
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (Optional<String> t = watcher.poll(); t.isPresent(); t = watcher.poll()) {
            told.add(t.get());
        }
        return told;
    }

    @Test
    void a_picture_and_then_what_comes_after_it() {
        happens(1, 2, 3);
        house = 2;
        assertEquals(List.of(), told());
        watcher.begin(Optional.empty(), -1);
        assertEquals(List.of("house 2", "e3"), told());
        happens(4);
        assertEquals(List.of("e4"), told());
    }

    @Test
    void a_picture_that_is_ahead_of_what_was_heard_tells_nothing_twice() {
        happens(1);
        house = 3;
        watcher.begin(Optional.empty(), -1);
        assertEquals(List.of("house 3"), told());
        happens(2, 3, 4);
        assertEquals(List.of("e4"), told());
    }

    @Test
    void who_was_away_goes_on_from_its_number() {
        happens(1, 2, 3, 4);
        watcher.begin(Optional.of("b1"), 2);
        assertEquals(List.of(begun(2), "e3", "e4"), told());
        watcher.begin(Optional.of("b1"), 4);
        assertEquals(List.of(begun(4)), told(), "it hears so where nothing happened meanwhile");
        happens(5);
        assertEquals(List.of("e5"), told());
    }

    @Test
    void a_number_that_is_too_old_of_another_boot_or_made_up_gets_a_picture() {
        happens(1, 2, 3, 4, 5, 6);
        house = 6;
        for (long number : new long[] {1, -1, 7, Long.MAX_VALUE, Long.MIN_VALUE}) {
            watcher.begin(Optional.of("b1"), number);
            assertEquals(List.of("house 6"), told(), "" + number);
        }
        watcher.begin(Optional.of("b0"), 5);
        assertEquals(List.of("house 6"), told());
        watcher.begin(Optional.of("b1"), 2);
        assertEquals(List.of(begun(2), "e3", "e4", "e5", "e6"), told());
    }

    @Test
    void who_does_not_keep_up_is_told_that_it_lost_some_and_sees_the_house_anew() {
        watcher.begin(Optional.empty(), -1);
        happens(1);
        house = 1;
        assertEquals(List.of("house 1"), told());
        happens(2, 3, 4, 5, 6);
        house = 6;
        assertEquals(List.of(LOST, "house 6"), told());
        happens(7);
        assertEquals(List.of("e7"), told());
    }

    @Test
    void what_we_lost_ourselves_everybody_lost() {
        happens(1);
        house = 1;
        watcher.begin(Optional.empty(), -1);
        assertEquals(List.of("house 1"), told());
        journal.forget();
        assertEquals(List.of(), told());
        happens(9);
        house = 9;
        assertEquals(List.of(LOST, "house 9"), told());
    }

    @Test
    void another_boot_is_another_house() {
        happens(1, 2);
        house = 2;
        watcher.begin(Optional.empty(), -1);
        assertEquals(List.of("house 2"), told());
        journal.add("b2", 1, "first of b2");
        assertEquals(Optional.of(LOST), watcher.poll());
    }

    @Test
    void levels_come_where_they_are_wanted_after_events_and_only_the_last() {
        watcher.offer("loud");
        assertEquals(List.of(), told());
        watcher.levels(true);
        watcher.begin(Optional.empty(), -1);
        watcher.offer("loud");
        watcher.offer("quiet");
        assertEquals(List.of("house 0", "quiet"), told());
        watcher.levels(false);
        watcher.offer("loud");
        assertEquals(List.of(), told());
    }

    @Test
    void so_much_a_second_and_so_much_at_once() {
        Rate rate = new Rate(10, 3);
        int taken = 0;
        for (int i = 0; i < 10; i++) {
            taken += rate.take(1000) ? 1 : 0;
        }
        assertEquals(3, taken);
        assertEquals(true, rate.take(1100));
        assertEquals(false, rate.take(1150));
        assertEquals(false, rate.take(0)); // a clock that was set back gives nothing
    }
}
