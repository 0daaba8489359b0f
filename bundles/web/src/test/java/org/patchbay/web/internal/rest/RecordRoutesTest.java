package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallRecord;
import org.patchbay.call.api.LegRecord;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.RecordBook;
import org.patchbay.call.api.RecordQuery;
import org.patchbay.web.internal.http.Problem;

class RecordRoutesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static CallRecord call(int n) {
        return new CallRecord(
                "c-" + n,
                NOW.minusSeconds(n),
                Optional.of(NOW.minusSeconds(n).plusMillis(1500)),
                CallRecord.Direction.OUTBOUND,
                new Party("1001", "Anna"),
                "+493012345",
                "device:1001",
                Optional.empty(),
                "routing/office.mjs@7",
                Optional.of(
                        new CallRecord.End(
                                Optional.of(NOW.minusSeconds(n).plusMillis(4000)),
                                "NORMAL",
                                200,
                                "Normal clearing",
                                Optional.of(CallRecord.HungUpBy.CALLER))));
    }

    private static LegRecord leg(int call, int n) {
        return new LegRecord(
                "c-" + call,
                "l-" + n,
                false,
                "trunk:acme/+493012345",
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new LegRecord.Quality("PCMU/8000", 90, 10, 1.256, 50)));
    }

    /** As many calls, youngest first, each with as many legs. */
    private static final class Book implements RecordBook {
        private int calls;
        private int legs = 2;
        private Unavailable broken;
        private RecordQuery asked;

        @Override
        public void find(RecordQuery query, Duration within, Sink sink) throws Unavailable {
            asked = query;
            if (broken != null) {
                throw broken;
            }
            int first =
                    query.after().map(p -> Integer.parseInt(p.call().substring(2)) + 1).orElse(0);
            for (int n = first; n < Math.min(calls, first + query.limit()); n++) {
                List<LegRecord> its = new ArrayList<>();
                for (int i = 0; i < legs; i++) {
                    its.add(leg(n, i));
                }
                boolean wanted = query.call().isEmpty() || query.call().get().equals("c-" + n);
                if (wanted && !sink.take(call(n), its)) {
                    return;
                }
            }
        }

        @Override
        public Lines csv(boolean ofLegs) {
            return new Lines() {
                @Override
                public String head() {
                    return ofLegs ? "leg\r\n" : "call\r\n";
                }

                @Override
                public String of(CallRecord call, List<LegRecord> its) {
                    return ofLegs ? "leg\r\n".repeat(its.size()) : call.call() + "\r\n";
                }
            };
        }
    }

    private final Book book = new Book();
    private Optional<RecordBook> there = Optional.of(book);
    private final Asking ask =
            new Asking(new RecordRoutes(() -> there, InstantSource.fixed(NOW)).routes());

    private Problem refused(String path) {
        return assertThrows(Problem.class, () -> ask.get(path), path);
    }

    @Test
    void a_call_says_what_it_was() throws IOException {
        book.calls = 1;
        JsonNode call = ask.json("/records").at("/items/0");
        assertEquals(
                "{\"id\":\"c-0\",\"since\":1795694400000,\"answered\":1795694401500,"
                        + "\"direction\":\"outbound\",\"caller\":{\"number\":\"1001\","
                        + "\"name\":\"Anna\"},\"called\":\"+493012345\","
                        + "\"source\":\"device:1001\",\"decidedBy\":\"routing/office.mjs@7\","
                        + "\"up\":false,\"ended\":1795694404000,\"cause\":\"NORMAL\","
                        + "\"sipCode\":200,\"causeText\":\"Normal clearing\","
                        + "\"hungUpBy\":\"caller\",\"durationMs\":4000,\"talkMs\":2500}",
                call.toString());
        JsonNode whole = ask.json("/records/c-0");
        assertEquals(2, whole.path("legs").size());
        assertEquals(
                "{\"id\":\"l-0\",\"direction\":\"out\",\"target\":\"trunk:acme/+493012345\","
                        + "\"since\":1795694400000,\"codec\":\"PCMU/8000\",\"packetsReceived\":90,"
                        + "\"packetsLost\":10,\"lossPercent\":10.0,\"farLossPercent\":50.0,"
                        + "\"jitterMs\":1.26}",
                whole.at("/legs/0").toString());
        assertEquals(Problem.Kind.NOT_FOUND, refused("/records/c-1").kind());
    }

    @Test
    void page_by_page_every_call_comes_once() throws IOException {
        book.calls = 7;
        List<String> all = new ArrayList<>();
        JsonNode page = ask.json("/records?limit=3");
        while (true) {
            page.path("items").forEach(item -> all.add(item.path("id").asText()));
            if (!page.has("next")) {
                break;
            }
            page = ask.json("/records?limit=3&after=" + page.path("next").asText());
        }
        assertEquals(List.of("c-0", "c-1", "c-2", "c-3", "c-4", "c-5", "c-6"), all);
        assertFalse(ask.json("/records?limit=7").has("next"));
    }

    @Test
    void legs_come_where_they_are_asked_for_and_no_more_than_one_can_hold() throws IOException {
        book.calls = 10;
        assertFalse(ask.json("/records").at("/items/0").has("legs"));
        assertEquals(2, ask.json("/records?legs=true").at("/items/0/legs").size());
        book.legs = 900;
        JsonNode page = ask.json("/records?legs=true");
        assertEquals(3, page.path("items").size());
        assertTrue(page.has("next"));
        book.legs = 2100;
        JsonNode huge = ask.json("/records?legs=true").path("items");
        assertEquals(1, huge.size());
        assertEquals(2000, huge.at("/0/legs").size());
        assertEquals(100, huge.at("/0/legsLeft").asInt());
    }

    @Test
    void what_is_looked_for_is_what_the_console_looks_for() throws IOException {
        ask.json(
                "/records?party=10%2001&since=2h&until=2026-11-26T11:00:00Z&direction=inbound"
                        + "&cause=no_answer&limit=9");
        assertEquals(
                new RecordQuery(
                        Optional.empty(),
                        Optional.of("10 01"),
                        Optional.of(NOW.minusSeconds(7200)),
                        Optional.of(NOW.minusSeconds(3600)),
                        Optional.of(CallRecord.Direction.INBOUND),
                        Optional.of("NO_ANSWER"),
                        Optional.empty(),
                        10),
                book.asked);
    }

    @Test
    void csv_has_a_line_for_each_and_says_where_there_are_more() throws IOException {
        book.calls = 3;
        assertEquals("call\r\nc-0\r\nc-1\r\nc-2\r\n", ask.text("/records.csv"));
        assertEquals("leg\r\nleg\r\nleg\r\n", ask.text("/records.csv?legs=true&limit=1"));
        Answer part = ask.get("/records.csv?limit=2&party=a%26b");
        assertEquals("text/csv; charset=utf-8", part.content().orElseThrow().type());
        String link = part.headers().get("Link");
        assertTrue(link.startsWith("</api/v1/records.csv?after="), link);
        assertTrue(link.endsWith("&limit=2&party=a%26b>; rel=\"next\""), link);
        String next = link.substring("</api/v1".length(), link.indexOf('>'));
        assertEquals("call\r\nc-2\r\n", ask.text(next));
        assertFalse(ask.get(next).headers().containsKey("Link"));
        assertEquals(Problem.Kind.BAD_REQUEST, refused("/records.csv?limit=10001").kind());
    }

    @Test
    void what_makes_no_sense_is_said_where() {
        for (String wrong :
                List.of(
                        "limit=501",
                        "since=yesterday",
                        "until=5",
                        "direction=sideways",
                        "direction=INBOUND",
                        "legs=yes",
                        "after=!",
                        "after=YQ",
                        "party=a%00")) {
            Problem problem = refused("/records?" + wrong);
            assertEquals(wrong.split("=")[0], problem.json().get("at"), wrong);
            assertEquals(400, problem.kind().status());
        }
        assertEquals("after", refused("/records?after=" + Listing.cursor("1 2")).json().get("at"));
        assertEquals(
                "after",
                refused("/records?after=" + Listing.cursor(NOW + " a\0")).json().get("at"));
    }

    @Test
    void a_database_that_does_not_answer_is_a_part_that_is_not_there() {
        book.broken = new RecordBook.Unavailable("on holiday");
        Problem absent = refused("/records");
        assertEquals(Problem.Kind.ABSENT, absent.kind());
        assertEquals("on holiday", absent.getMessage());
        book.broken = new RecordBook.TooSlow(Duration.ofSeconds(10));
        assertEquals(Problem.Kind.TOO_SLOW, refused("/records/c-0").kind());
        there = Optional.empty();
        for (String path : List.of("/records", "/records.csv", "/records/c-0")) {
            assertEquals(Problem.Kind.ABSENT, refused(path).kind(), path);
        }
    }

    @Test
    void all_of_it_is_done_where_nobody_else_waits() {
        new RecordRoutes(() -> there, InstantSource.fixed(NOW))
                .routes()
                .forEach(route -> assertTrue(route.isLong(), route.template()));
    }
}
