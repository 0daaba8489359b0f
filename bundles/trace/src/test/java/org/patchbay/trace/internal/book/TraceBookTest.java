package org.patchbay.trace.internal.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallTrace;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.api.Party;
import org.patchbay.media.api.MediaSessionSnapshot;
import org.patchbay.testkit.FakeMedia;

class TraceBookTest {
    private static final LegId FIRST = new LegId("L7");
    private static final LegId SECOND = new LegId("L9");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long number;
    private final TraceBook book = new TraceBook(3, Duration.ofMinutes(10));

    private static Optional<MediaSessionSnapshot> media(String codec, String srtp) {
        return Optional.of(FakeMedia.snapshot(codec, srtp));
    }

    private void tell(HouseEvent event) {
        now = now.plusMillis(1);
        book.accept(new NumberedEvent("boot", ++number, now, event));
    }

    private CallId started(String id) {
        CallId call = new CallId(id);
        tell(new HouseEvent.CallStarted(call, new Party("1001", "Anna"), "1002"));
        return call;
    }

    private void ended(CallId call) {
        tell(new HouseEvent.CallEnded(call, DisconnectCause.of(Reason.NORMAL), 5));
    }

    private List<String> marks(String id) {
        return book.find(id).orElseThrow().marks().stream().map(CallTrace.Mark::text).toList();
    }

    @Test
    void a_call_is_told_from_its_events() {
        CallId call = started("a-1");
        tell(new HouseEvent.LegAdded(call, FIRST, true, "device:1001"));
        tell(new HouseEvent.CallRouted(call, "office 3", "ring", List.of("hours open")));
        tell(new HouseEvent.LegAdded(call, SECOND, false, "device:1002"));
        tell(new HouseEvent.LegRinging(call, SECOND));
        tell(new HouseEvent.LegAnswered(call, SECOND, media("PCMU/8000", "")));
        tell(new HouseEvent.LegJoinedMix(call, SECOND));
        tell(new HouseEvent.LegDigit(call, FIRST, '7'));
        tell(new HouseEvent.LegMuted(call, FIRST, true));
        tell(new HouseEvent.LegMuted(call, FIRST, false));
        tell(new HouseEvent.RoomLocked(call, true));
        tell(new HouseEvent.RoomLocked(call, false));
        tell(new HouseEvent.LegMediaChanged(call, FIRST, media("opus/48000", "AEAD")));
        DisconnectCause normal = DisconnectCause.of(Reason.NORMAL, "bye");
        tell(new HouseEvent.LegEnded(call, SECOND, normal, true, Optional.empty()));
        ended(call);
        assertEquals(
                List.of(
                        "leg 1 comes in as device:1001",
                        "decided by office 3: ring",
                        "  because hours open",
                        "leg 2 is dialled: device:1002",
                        "leg 2 answered, PCMU/8000 sendrecv, 192.0.2.1:4000 ↔ 192.0.2.2:6000",
                        "leg 2 joins the mix",
                        "leg 1 pressed a key",
                        "leg 1 is muted",
                        "leg 1 is heard again",
                        "the room is locked",
                        "the room is open again",
                        "leg 1 media changed: opus/48000 sendrecv, 192.0.2.1:4000 ↔ 192.0.2.2:6000, AEAD",
                        "leg 2 ended: NORMAL (bye) by the far side",
                        "over: NORMAL (Normal clearing)"),
                marks("a-1"));
        CallTrace trail = book.find("a").orElseThrow();
        assertEquals(List.of(FIRST, SECOND), List.copyOf(trail.legs().keySet()));
        assertEquals("NORMAL (Normal clearing)", trail.end().orElseThrow().text());
    }

    @Test
    void the_eldest_goes_first_and_none_outlives_its_time() {
        CallId eldest = started("a-1");
        ended(started("a-2"));
        started("a-3");
        started("a-4");
        assertEquals(
                List.of("a-4", "a-3", "a-2"),
                book.all().stream().map(t -> t.call().value()).toList());
        ended(eldest);
        now = now.plus(Duration.ofMinutes(11));
        started("a-5");
        assertEquals(
                List.of("a-5", "a-4", "a-3"),
                book.all().stream().map(t -> t.call().value()).toList());
        assertTrue(book.find("a").isEmpty(), "more than one");
        assertTrue(book.find("b").isEmpty());
    }

    @Test
    void one_call_does_not_fill_the_memory() {
        CallId call = started("a-1");
        for (int i = 0; i < 10_000; i++) {
            tell(new HouseEvent.LegDigit(call, FIRST, '1'));
        }
        CallTrace trail = book.find("a-1").orElseThrow();
        assertEquals(Story.MOST_MARKS, trail.marks().size());
        assertEquals(10_000 - Story.MOST_MARKS, trail.left());
    }

    @Test
    void events_of_nobodys_call_are_not_kept() {
        tell(new HouseEvent.LegAnswered(new CallId("x"), FIRST));
        tell(new HouseEvent.DirectoryLoaded(1));
        assertEquals(List.of(), book.all());
    }
}
