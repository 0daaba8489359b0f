package org.patchbay.web.internal.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.patchbay.web.internal.http.Json;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.http.Who;

/** One who watches the house. Public for Jetty's method handles. */
public final class EventSocket extends Socket {
    private final Watcher watcher;

    EventSocket(Who who, Watcher watcher, Roster<EventSocket> roster) {
        super(who, roster, new Rate(5, 20));
        this.watcher = watcher;
    }

    Watcher watcher() {
        return watcher;
    }

    @Override
    Optional<String> next() {
        return watcher.poll();
    }

    @Override
    void opened() {
        // it says when it wants to begin
    }

    @Override
    void said(String text) {
        try {
            JsonNode said = Json.object(text);
            switch (said.path("type").asText()) {
                case "begin" ->
                        watcher.begin(
                                Optional.ofNullable(said.path("boot").textValue()),
                                said.path("number").asLong(-1));
                case "levels" -> watcher.levels(said.path("on").asBoolean());
                default -> throw Problem.of(Problem.Kind.BAD_REQUEST, "begin or levels");
            }
            pump();
        } catch (Problem e) {
            closeNow(StatusCode.POLICY_VIOLATION, "not understood");
        }
    }

    @Override
    void over() {
        // nothing is kept of it
    }
}
