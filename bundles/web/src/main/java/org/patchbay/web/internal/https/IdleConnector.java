package org.patchbay.web.internal.https;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A connector that listens nowhere, and so is of no use: whoever makes one is shown the server.
 * Felix takes no other kind than this.
 */
final class IdleConnector extends ServerConnector {
    IdleConnector(Server server) {
        super(server, 1, 1);
    }

    @Override
    protected void doStart() {
        // neither a port nor a thread
    }

    @Override
    protected void doStop() {
        // as it was never started
    }
}
