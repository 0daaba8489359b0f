package org.patchbay.sip.internal.subscribe;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.patchbay.call.api.LineStates;
import org.patchbay.call.api.MessageWaiting;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.sip.internal.parts.Parts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes for those who subscribed, from whatever tells of them at the time. That one
 * comes or goes is taken as a change of everything.
 */
public final class Watching implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    private final List<Followed<?>> followed;

    public Watching(Parts parts, Subscriptions subscriptions) {
        followed =
                List.of(
                        new Followed<LineStates>(
                                parts::onLines,
                                lines ->
                                        lines.onChange(
                                                whose ->
                                                        subscriptions.lineChanged(
                                                                whose.map(Object::toString))),
                                now -> subscriptions.lineChanged(Optional.empty())),
                        new Followed<MessageWaiting>(
                                parts::onMessages,
                                boxes ->
                                        boxes.onChange(
                                                user ->
                                                        subscriptions.mailboxChanged(
                                                                Optional.of(user))),
                                now -> subscriptions.mailboxChanged(Optional.empty())),
                        new Followed<UserDirectory>(
                                parts::onDirectory,
                                users -> users.onChange(subscriptions::directoryChanged),
                                now ->
                                        now.map(UserDirectory::current)
                                                .ifPresent(subscriptions::directoryChanged)));
    }

    @Override
    public void close() {
        followed.forEach(Followed::close);
    }

    /** A service that may be replaced: one that is gone is not held on to. */
    private static final class Followed<T> {
        private final Function<T, AutoCloseable> listen;
        private final Consumer<Optional<T>> everything;
        private final AutoCloseable arrivals;
        private AutoCloseable changes = () -> {};
        private boolean closed;

        /**
         * @param arrivals calls its listener with the service that is there, and whenever that
         *     changes
         * @param listen to one service
         * @param everything may have changed
         */
        Followed(
                Function<Consumer<Optional<T>>, AutoCloseable> arrivals,
                Function<T, AutoCloseable> listen,
                Consumer<Optional<T>> everything) {
            this.listen = listen;
            this.everything = everything;
            this.arrivals = arrivals.apply(this::follow);
        }

        private synchronized void follow(Optional<T> service) {
            if (closed) {
                return;
            }
            end(changes);
            changes = () -> {};
            try {
                service.ifPresent(s -> changes = listen.apply(s));
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("{} cannot be listened to", service.get().getClass().getName(), e);
            }
            everything.accept(service);
        }

        synchronized void close() {
            closed = true;
            end(arrivals);
            end(changes);
        }

        private static void end(AutoCloseable listener) {
            try {
                listener.close();
            } catch (Exception | LinkageError e) {
                LOG.debug("listener: {}", e.toString());
            }
        }
    }
}
