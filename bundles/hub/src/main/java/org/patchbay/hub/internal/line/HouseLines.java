package org.patchbay.hub.internal.line;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.call.api.LineStates;
import org.patchbay.call.api.Target;
import org.patchbay.hub.internal.event.EventLog;

/** The lines of the house. */
public final class HouseLines implements LineStates {
    /** Changes that may wait for one listener. */
    private static final int WAITING = 4096;

    private final LineBook book = new LineBook();
    private final EventLog log;

    public HouseLines(EventLog log) {
        this.log = log;
        log.attach(book);
    }

    @Override
    public List<Line> lines(Target whom) {
        return book.lines(whom.toString());
    }

    /** The book knows of each event before a listener does. */
    @Override
    public AutoCloseable onChange(Consumer<Optional<Target>> listener) {
        return log.subscribe(new LineNews(book.targets(), listener), WAITING);
    }
}
