package org.patchbay.web.internal.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.patchbay.call.api.Counters;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.view.DirectoryView;
import org.patchbay.web.internal.view.Figures;

/** What parts of the house say of themselves: the directory, counters, the media loops. */
final class PartRoutes {
    private static final Field PART = Field.text("part", "of that part only").optional();
    private static final Field TICKS =
            Field.flag("ticks", "all ticks since the start, by how late they began").optional();

    private final Supplier<Optional<UserDirectory>> directory;
    private final Supplier<List<Counters>> counters;
    private final Supplier<Optional<MediaEngine>> media;

    PartRoutes(
            Supplier<Optional<UserDirectory>> directory,
            Supplier<List<Counters>> counters,
            Supplier<Optional<MediaEngine>> media) {
        this.directory = directory;
        this.counters = counters;
        this.media = media;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/directory",
                        Role.OPERATOR,
                        "How much the directory holds, and whether its source is in force",
                        this::directory),
                Route.get(
                                "/directory/{kind}",
                                Role.OPERATOR,
                                "What the directory holds of a kind: "
                                        + String.join(", ", DirectoryView.KINDS.keySet()),
                                this::kind)
                        .asking(Listing.PARAMETERS)
                        .answering(Schemas.page()),
                Route.get(
                                "/counters",
                                Role.OPERATOR,
                                "What each part took, refused and dropped since it was started",
                                this::counters)
                        .asking(Lists.with(PART))
                        .answering(Schemas.page()),
                Route.get(
                                "/media",
                                Role.OPERATOR,
                                "The media loops: what they carry, how late their ticks began",
                                this::media)
                        .asking(List.of(TICKS)));
    }

    private Answer directory(Ask ask) {
        UserDirectory present = present(directory, "there is no directory");
        return Answer.of(DirectoryView.summary(present.current(), present.refusal()));
    }

    private Answer kind(Ask ask) {
        DirectoryView.Kind kind = DirectoryView.KINDS.get(ask.at("kind"));
        if (kind == null) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "the directory has nothing of that kind");
        }
        UserDirectory present = present(directory, "there is no directory");
        return Answer.of(Listing.page(ask, kind.apply(present.current())));
    }

    private Answer counters(Ask ask) {
        TreeMap<String, Map<String, Object>> items = Figures.counters(counters.get());
        Lists.keep(items, ask, PART.name());
        return Answer.of(Listing.page(ask, items));
    }

    private Answer media(Ask ask) {
        boolean ticks = Lists.flag(ask, TICKS);
        MediaEngine engine = present(media, "there is no media engine");
        return Answer.of(Figures.media(engine.snapshot(), ticks));
    }

    private static <T> T present(Supplier<Optional<T>> part, String absent) {
        return part.get().orElseThrow(() -> Problem.of(Problem.Kind.ABSENT, absent));
    }
}
