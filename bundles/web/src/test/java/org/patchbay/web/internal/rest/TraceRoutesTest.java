package org.patchbay.web.internal.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallTrace;
import org.patchbay.call.api.CallTraces;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.Party;
import org.patchbay.call.api.WireMessage;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.login.Role;

class TraceRoutesTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00Z");
    private static final LegId FIRST = new LegId("L1");
    private static final LegId SECOND = new LegId("L2");

    private static CallTrace trace(String id, int second) {
        Map<LegId, String> legs = new LinkedHashMap<>();
        legs.put(FIRST, "in device:1001");
        legs.put(SECOND, "out device:1002");
        return new CallTrace(
                new CallId(id),
                new Party("1001", "Anna"),
                "1002",
                BEGAN.plusSeconds(second),
                Optional.of(new CallTrace.Mark(BEGAN.plusSeconds(second + 9), "NORMAL")),
                legs,
                List.of(new CallTrace.Mark(BEGAN.plusMillis(1), "decided by x")),
                3);
    }

    private static WireMessage message(int ms, boolean sent, String text) {
        return new WireMessage(
                BEGAN.plusMillis(ms), sent, "udp", "192.0.2.1:5060", "192.0.2.7:5070", text);
    }

    private static final class Kept implements CallTraces {
        private final Map<LegId, List<WireMessage>> said = new LinkedHashMap<>();
        private int fileBytes = 3;

        @Override
        public List<CallTrace> all() {
            return List.of(trace("b", 2), trace("a1", 1), trace("a", 0));
        }

        @Override
        public Optional<CallTrace> find(String id) {
            return all().stream()
                    .filter(t -> t.call().value().startsWith(id))
                    .min(Comparator.comparing(t -> t.call().value().length()));
        }

        @Override
        public List<WireMessage> messages(CallTrace trace, LegId leg) {
            return said.getOrDefault(leg, List.of());
        }

        @Override
        public List<String> ladder(CallTrace trace, boolean whole, ZoneId zone) {
            return List.of("ladder", whole ? "in full" : "short");
        }

        @Override
        public int capture(CallTrace trace, OutputStream to) throws IOException {
            to.write(new byte[fileBytes]);
            return 1;
        }
    }

    private final Kept kept = new Kept();
    private Optional<CallTraces> there = Optional.of(kept);
    private final Asking ask = new Asking(new TraceRoutes(() -> there).routes());

    private Problem.Kind refused(String path) {
        return assertThrows(Problem.class, () -> ask.get(path), path).kind();
    }

    private void say() {
        kept.said.put(
                FIRST,
                List.of(
                        message(0, false, "INVITE sip:1002@pbx SIP/2.0\r\nTo: x\r\n\r\n"),
                        message(3, true, "SIP/2.0 200 OK\r\n\r\n")));
        kept.said.put(SECOND, List.of(message(2, true, "INVITE sip:1002@h SIP/2.0\r\n\r\n")));
    }

    @Test
    void the_youngest_call_is_first_on_the_first_page() throws IOException {
        JsonNode page = ask.json("/traces?limit=2");
        assertEquals("b", page.at("/items/0/id").asText());
        assertEquals("a1", page.at("/items/1/id").asText());
        assertEquals("NORMAL", page.at("/items/0/end").asText());
        page = ask.json("/traces?limit=2&after=" + page.path("next").asText());
        assertEquals("a", page.at("/items/0/id").asText());
        assertEquals(1, page.path("items").size());
        assertEquals(0, ask.json("/traces?q=ben").path("items").size());
    }

    @Test
    void steps_stand_in_the_order_of_time_and_messages_are_in_full_for_the_admin_alone()
            throws IOException {
        say();
        List<String> steps = new ArrayList<>();
        JsonNode trace = ask.json("/traces/a");
        for (JsonNode step : trace.path("steps")) {
            steps.add(step.has("mark") ? step.path("mark").asText() : step.path("line").asText());
            assertFalse(step.has("text"));
        }
        assertEquals(
                List.of(
                        "INVITE sip:1002@pbx SIP/2.0",
                        "decided by x",
                        "INVITE sip:1002@h SIP/2.0",
                        "SIP/2.0 200 OK"),
                steps);
        assertEquals("L2", trace.at("/steps/2/leg").asText());
        assertEquals("out device:1002", trace.at("/legs/1/what").asText());
        assertEquals(3, trace.path("left").asInt());
        assertEquals(Problem.Kind.FORBIDDEN, refused("/traces/a?messages=true"));
        assertEquals(Problem.Kind.FORBIDDEN, refused("/traces/a/ladder?messages=true"));
        assertEquals("ladder\nshort\n", ask.text("/traces/a/ladder"));
        ask.as(Role.ADMIN);
        assertEquals(
                "INVITE sip:1002@pbx SIP/2.0\r\nTo: x\r\n\r\n",
                ask.json("/traces/a?messages=true").at("/steps/0/text").asText());
        assertEquals("ladder\nin full\n", ask.text("/traces/a/ladder?messages=true"));
    }

    @Test
    void more_than_anybody_reads_is_counted() throws IOException {
        kept.said.put(FIRST, Collections.nCopies(2500, message(5, true, "x")));
        JsonNode trace = ask.json("/traces/a");
        assertEquals(2000 + 1, trace.path("steps").size());
        assertEquals(503, trace.path("left").asInt());
        kept.said.put(FIRST, Collections.nCopies(500, message(5, true, "x".repeat(50_000))));
        assertEquals(3 + 500 - 83, ask.json("/traces/a").path("left").asInt());
    }

    @Test
    void the_messages_are_a_file_for_the_admin() throws IOException {
        Answer file = ask.as(Role.ADMIN).get("/traces/a/pcap");
        assertArrayEquals(new byte[3], file.content().orElseThrow().bytes());
        assertEquals("application/vnd.tcpdump.pcap", file.content().get().type());
        assertEquals("attachment; filename=\"a.pcap\"", file.headers().get("Content-Disposition"));
        kept.fileBytes = 33 << 20;
        assertEquals(Problem.Kind.REFUSED, refused("/traces/a/pcap"));
        assertEquals(
                Optional.of(Role.ADMIN),
                new TraceRoutes(() -> there)
                        .routes().stream()
                                .filter(r -> r.template().endsWith("/pcap"))
                                .findFirst()
                                .orElseThrow()
                                .role());
    }

    @Test
    void what_is_not_kept_or_only_begins_so_is_not_found() {
        for (String path : List.of("/traces/x", "/traces/x/ladder", "/traces/x/pcap")) {
            assertEquals(Problem.Kind.NOT_FOUND, refused(path), path);
        }
        assertEquals(Problem.Kind.NOT_FOUND, refused("/traces/b2"));
        there = Optional.empty();
        for (String path : List.of("/traces", "/traces/a", "/traces/a/ladder", "/traces/a/pcap")) {
            assertEquals(Problem.Kind.ABSENT, refused(path), path);
        }
    }
}
