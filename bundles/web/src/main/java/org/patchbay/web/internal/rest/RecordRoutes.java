package org.patchbay.web.internal.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.patchbay.call.api.CallRecord;
import org.patchbay.call.api.CallRecord.Direction;
import org.patchbay.call.api.Moment;
import org.patchbay.call.api.RecordBook;
import org.patchbay.call.api.RecordQuery;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.view.RecordView;

/**
 * Calls that were, as {@code pbx:records} finds them. Who spoke with whom in a year is more than
 * who speaks now: not for every operator.
 */
final class RecordRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_LINES = 10_000;

    /** Of a page, where it is told of legs. */
    private static final int MOST_LEGS = 2000;

    private static final int MOST_LETTERS = 4 << 20;
    private static final Field LEGS = Field.flag("legs", "with the legs of each call").optional();
    private static final Field LIMIT =
            Field.number("limit", "calls of a page, 1 to 500; 50 without it").optional();
    private static final Field LINES =
            Field.number("limit", "calls, 1 to 10000; as many without it").optional();
    private static final Field AFTER =
            Field.text("after", "the `next` of the page before").optional();
    private static final List<Field> FILTERS =
            List.of(
                    Field.text("party", "part of a number, a name or a target of somebody in it")
                            .optional(),
                    Field.text(
                                    "since",
                                    "that began then or later: 2026-11-26, 2026-11-26T10:30 (the"
                                            + " server's time), 2026-11-26T09:30:00Z, 2h, 7d")
                            .optional(),
                    Field.text("until", "that began before").optional(),
                    Field.choice("direction", directions(), "in that direction only").optional(),
                    Field.text("cause", "how they ended: NORMAL, BUSY, NO_ANSWER …").optional());

    private final Supplier<Optional<RecordBook>> book;
    private final InstantSource clock;

    RecordRoutes(Supplier<Optional<RecordBook>> book, InstantSource clock) {
        this.book = book;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/records", Role.ADMIN, "Calls that were, newest first", this::list)
                        .asking(and(FILTERS, LIMIT, AFTER, LEGS))
                        .answering(Schemas.page())
                        .takingLong(),
                Route.get(
                                "/records.csv",
                                Role.ADMIN,
                                "The same as CSV, a line for each call or for each leg; where there"
                                        + " are more, the header Link says where",
                                this::csv)
                        .asking(and(FILTERS, LINES, AFTER, LEGS))
                        .giving(CsvPage.TYPE)
                        .takingLong(),
                Route.get(
                                "/records/{id}",
                                Role.ADMIN,
                                "One call that was, with its legs",
                                this::one)
                        .takingLong());
    }

    private static List<Field> and(List<Field> fields, Field... more) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(List.of(more));
        return all;
    }

    private static List<String> directions() {
        return Stream.of(Direction.values()).map(d -> d.name().toLowerCase(Locale.ROOT)).toList();
    }

    private Answer list(Ask ask) {
        int limit = Listing.limit(ask, Listing.USUAL, Listing.MOST);
        RecordPage page = new RecordPage(limit, Lists.flag(ask, LEGS), MOST_LEGS);
        find(query(ask, limit), page);
        return Answer.of(page.json());
    }

    private Answer csv(Ask ask) {
        int limit = Listing.limit(ask, MOST_LINES, MOST_LINES);
        CsvPage page = new CsvPage(limit, book().csv(Lists.flag(ask, LEGS)), MOST_LETTERS);
        find(query(ask, limit), page);
        return page.answer(ask);
    }

    private Answer one(Ask ask) {
        List<Object> found = new ArrayList<>();
        find(
                RecordQuery.one(plain("id", ask.at("id"))),
                (call, legs) -> found.add(RecordView.call(call, legs, MOST_LEGS)));
        if (found.isEmpty()) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "no such call");
        }
        return Answer.of(found.get(0));
    }

    private RecordBook book() {
        return book.get()
                .orElseThrow(() -> Problem.of(Problem.Kind.ABSENT, "there are no call records"));
    }

    private void find(RecordQuery query, RecordBook.Sink sink) {
        try {
            book().find(query, PATIENCE, sink);
        } catch (RecordBook.TooSlow e) {
            throw Problem.of(Problem.Kind.TOO_SLOW, e.getMessage() + "; ask for less");
        } catch (RecordBook.Unavailable e) {
            throw Problem.of(Problem.Kind.ABSENT, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(Problem.Kind.ABSENT, "the house is being changed");
        }
    }

    /** One more than fits: whether there is another page. */
    private RecordQuery query(Ask ask, int limit) {
        return new RecordQuery(
                Optional.empty(),
                ask.query("party").map(text -> plain("party", text)),
                moment(ask, "since"),
                moment(ask, "until"),
                ask.query("direction").map(RecordRoutes::direction),
                ask.query("cause").map(text -> plain("cause", text).toUpperCase(Locale.ROOT)),
                ask.query("after").map(RecordRoutes::place),
                limit + 1);
    }

    private Optional<Instant> moment(Ask ask, String name) {
        try {
            return ask.query(name)
                    .map(text -> Moment.parse(text, clock.instant(), ZoneId.systemDefault()));
        } catch (IllegalArgumentException e) {
            throw Problem.at(name, e.getMessage());
        }
    }

    private static Direction direction(String text) {
        if (!directions().contains(text)) {
            throw Problem.at("direction", String.join(", ", directions()));
        }
        return Direction.valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** A database may take a letter that is none for an error of its own. */
    private static String plain(String at, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.at(at, "a text without control characters is needed");
        }
        return text;
    }

    static String cursor(CallRecord last) {
        return Listing.cursor(last.startedAt() + " " + last.call());
    }

    private static RecordQuery.Place place(String cursor) {
        String[] parts = Listing.key(cursor).split(" ", 2);
        try {
            return new RecordQuery.Place(Instant.parse(parts[0]), plain("after", parts[1]));
        } catch (java.time.DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw Problem.at("after", "that is the `next` of no page");
        }
    }
}
