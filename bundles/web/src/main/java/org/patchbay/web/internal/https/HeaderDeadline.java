package org.patchbay.web.internal.https;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Ends connections whose next request does not come whole: a byte now and then keeps one from being
 * idle, and so its place for ever. What has become a WebSocket is not ours.
 */
final class HeaderDeadline implements Connection.Listener, HttpConfiguration.Customizer {
    /** With the handshake of TLS; a connection may be idle for most of it. */
    static final Duration LONGEST = Duration.ofSeconds(40);

    private final LongSupplier clockMs;
    private final Map<Connection, State> states = new ConcurrentHashMap<>();

    /** Waits for a request since then, or answers one. Each is another, so no record. */
    private static final class State {
        private final long sinceMs;
        private final boolean answers;

        private State(long sinceMs, boolean answers) {
            this.sinceMs = sinceMs;
            this.answers = answers;
        }
    }

    HeaderDeadline(LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) { // as those of HTTP are
            states.put(connection, waiting());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        states.remove(connection);
    }

    /** Here its header is complete. */
    @Override
    public Request customize(Request request, HttpFields.Mutable headers) {
        Connection connection = request.getConnectionMetaData().getConnection();
        State answers = new State(0, true);
        states.replace(connection, answers);
        // The next request may be here already when the end of this one is told.
        Request.addCompletionListener(request, e -> states.replace(connection, answers, waiting()));
        return request;
    }

    private State waiting() {
        return new State(clockMs.getAsLong(), false);
    }

    /** How many wait for a request. */
    long count() {
        return states.values().stream().filter(s -> !s.answers).count();
    }

    void tick() {
        long now = clockMs.getAsLong();
        states.forEach(
                (connection, state) -> {
                    if (!state.answers && now - state.sinceMs > LONGEST.toMillis()) {
                        connection.getEndPoint().close();
                    }
                });
    }
}
