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

    private static final long ANSWERING = Long.MAX_VALUE;

    private final LongSupplier clockMs;

    /** Since when each waits for a request. */
    private final Map<Connection, Long> waiting = new ConcurrentHashMap<>();

    HeaderDeadline(LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) { // as those of HTTP are
            waiting.put(connection, clockMs.getAsLong());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        waiting.remove(connection);
    }

    /** Here its header is complete. */
    @Override
    public Request customize(Request request, HttpFields.Mutable headers) {
        Connection connection = request.getConnectionMetaData().getConnection();
        waiting.replace(connection, ANSWERING);
        Request.addCompletionListener(
                request, e -> waiting.replace(connection, clockMs.getAsLong()));
        return request;
    }

    void tick() {
        long now = clockMs.getAsLong();
        waiting.forEach(
                (connection, since) -> {
                    if (since != ANSWERING && now - since > LONGEST.toMillis()) {
                        connection.getEndPoint().close();
                    }
                });
    }
}
