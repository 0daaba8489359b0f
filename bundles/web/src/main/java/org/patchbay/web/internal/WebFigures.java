package org.patchbay.web.internal;

import java.util.SortedMap;
import java.util.TreeMap;
import org.patchbay.call.api.Counters;
import org.patchbay.web.internal.live.Sockets;
import org.patchbay.web.internal.login.Sessions;

/** Who is here now. */
final class WebFigures implements Counters {
    private final Sessions sessions;
    private final Sockets sockets;

    WebFigures(Sessions sessions, Sockets sockets) {
        this.sessions = sessions;
        this.sockets = sockets;
    }

    @Override
    public String part() {
        return "web";
    }

    @Override
    public SortedMap<String, Long> read() {
        TreeMap<String, Long> figures = new TreeMap<>();
        figures.put("sessions", (long) sessions.count());
        figures.put("watchers", (long) sockets.watchers());
        figures.put("phones", (long) sockets.phones());
        return figures;
    }
}
