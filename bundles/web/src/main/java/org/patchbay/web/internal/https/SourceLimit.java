package org.patchbay.web.internal.https;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.jetty.io.SelectorManager;
import org.patchbay.web.internal.http.Sources;

/**
 * So many connections at once of one source: more of them are closed before a byte is read. Without
 * it one address could take the place of all others.
 */
final class SourceLimit implements SelectorManager.AcceptListener {
    private final int most;
    private final Predicate<InetAddress> free;

    /** Those that are open, and some that no longer are. */
    private final Map<SelectableChannel, String> open = new HashMap<>();

    /**
     * @param free of the limit
     */
    SourceLimit(int most, Predicate<InetAddress> free) {
        this.most = most;
        this.free = free;
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        try {
            if (channel instanceof SocketChannel socket
                    && socket.getRemoteAddress() instanceof InetSocketAddress from
                    && !free.test(from.getAddress())
                    && !enter(channel, Sources.of(from.getAddress().getHostAddress()))) {
                // No exception: Jetty would take it for one of its own and rest for a second.
                channel.close();
            }
        } catch (IOException e) {
            // it is gone already
        }
    }

    private synchronized boolean enter(SelectableChannel channel, String source) {
        open.keySet().removeIf(c -> !c.isOpen());
        if (open.values().stream().filter(source::equals).count() >= most) {
            return false;
        }
        open.put(channel, source);
        return true;
    }
}
