package org.patchbay.web.internal.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.patchbay.call.api.CallTrace;
import org.patchbay.call.api.CallTraces;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.view.TraceView;

/** What was said and decided in calls, as {@code pbx:trace} shows it. */
final class TraceRoutes {
    private static final String PCAP = "application/vnd.tcpdump.pcap";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int MOST_LETTERS = 4 << 20;
    private static final int MOST_BYTES = 32 << 20;
    private static final Field MESSAGES =
            Field.flag("messages", "messages in full, for the role admin").optional();

    private final Supplier<Optional<CallTraces>> traces;

    TraceRoutes(Supplier<Optional<CallTraces>> traces) {
        this.traces = traces;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                                "/traces",
                                Role.OPERATOR,
                                "Calls of which is kept what was said and decided, youngest first",
                                this::list)
                        .asking(Listing.PARAMETERS)
                        .answering(Schemas.page())
                        .takingLong(),
                Route.get(
                                "/traces/{id}",
                                Role.OPERATOR,
                                "What was said and decided in a call, in the order of time",
                                this::one)
                        .asking(List.of(MESSAGES))
                        .takingLong(),
                Route.get(
                                "/traces/{id}/ladder",
                                Role.OPERATOR,
                                "The same for people, a lane for each leg",
                                this::ladder)
                        .asking(List.of(MESSAGES))
                        .giving(TEXT)
                        .takingLong(),
                Route.get(
                                "/traces/{id}/pcap",
                                Role.ADMIN,
                                "Its messages as a file for Wireshark",
                                this::capture)
                        .giving(PCAP)
                        .takingLong());
    }

    private Answer list(Ask ask) {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        for (CallTrace trace : traces().all()) {
            long youngestFirst = Long.MAX_VALUE - trace.began().toEpochMilli();
            items.put(youngestFirst + " " + trace.call(), TraceView.head(trace));
        }
        return Answer.of(Listing.page(ask, items));
    }

    private Answer one(Ask ask) {
        boolean whole = whole(ask);
        CallTraces all = traces();
        CallTrace trace = find(all, ask);
        return Answer.of(TraceView.of(trace, leg -> all.messages(trace, leg), whole));
    }

    private Answer ladder(Ask ask) {
        boolean whole = whole(ask);
        CallTraces all = traces();
        List<String> lines = all.ladder(find(all, ask), whole, ZoneId.systemDefault());
        StringBuilder text = new StringBuilder();
        int told = 0;
        while (told < lines.size() && text.length() < MOST_LETTERS) {
            text.append(lines.get(told++)).append('\n');
        }
        if (told < lines.size()) {
            text.append("and " + (lines.size() - told) + " lines more\n");
        }
        return Answer.of(
                new Answer.Content(TEXT, text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private Answer capture(Ask ask) throws IOException {
        CallTraces all = traces();
        CallTrace trace = find(all, ask);
        Bounded file = new Bounded();
        all.capture(trace, file);
        return Answer.of(new Answer.Content(PCAP, file.toByteArray()))
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"" + trace.call().value() + ".pcap\"");
    }

    /** No longer than an answer may be. */
    private static final class Bounded extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int from, int count) {
            if (size() + count > MOST_BYTES) {
                throw Problem.of(
                        Problem.Kind.REFUSED,
                        "more than " + MOST_BYTES + " bytes; pbx:trace writes them into a file");
            }
            super.write(bytes, from, count);
        }
    }

    private CallTraces traces() {
        return traces.get()
                .orElseThrow(() -> Problem.of(Problem.Kind.ABSENT, "there are no traces"));
    }

    private static CallTrace find(CallTraces all, Ask ask) {
        String id = ask.at("id");
        return all.find(id)
                .filter(trace -> trace.call().value().equals(id))
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "no such call is kept"));
    }

    /** Numbers are seen by every operator; what else phones say to each other is not. */
    private static boolean whole(Ask ask) {
        boolean whole = Lists.flag(ask, MESSAGES);
        if (whole && !ask.who().role().includes(Role.ADMIN)) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "messages in full are for the role admin");
        }
        return whole;
    }
}
