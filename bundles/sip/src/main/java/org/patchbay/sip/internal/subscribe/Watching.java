package org.patchbay.sip.internal.subscribe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.sip.internal.parts.Parts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes for those who subscribed, from whatever tells of them at the time. What comes
 * new is taken as a change of everything.
 */
public final class Watching implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    private final List<AutoCloseable> open = new ArrayList<>();

    public Watching(Parts parts, Subscriptions subscriptions) {
        follow(
                parts::onLines,
                lines ->
                        lines.onChange(
                                whose ->
                                        subscriptions.lineChanged(whose.map(Object::toString))),
                () -> subscriptions.lineChanged(Optional.empty()));
        follow(
                parts::onMessages,
                boxes ->
                        boxes.onChange(user -> subscriptions.mailboxChanged(Optional.of(user))),
                () -> subscriptions.mailboxChanged(Optional.empty()));
        follow(
                parts::onDirectory,
                users -> users.onChange(subscriptions::directoryChanged),
                () ->
                        parts.directory()
                                .map(UserDirectory::current)
                                .ifPresent(subscriptions::directoryChanged));
    }

    /**
     * @param arrivals calls its listener for each service that comes
     * @param listen to one service; closed when the next one comes
     */
    private <T> void follow(
            Function<Consumer<T>, AutoCloseable> arrivals,
            Function<T, AutoCloseable> listen,
            Runnable everything) {
        AtomicReference<AutoCloseable> current = new AtomicReference<>(() -> {});
        AutoCloseable arriving =
                arrivals.apply(
                        service -> {
                            end(current.getAndSet(listen.apply(service)));
                            everything.run();
                        });
        open.add(arriving);
        open.add(() -> end(current.getAndSet(() -> {})));
    }

    private static void end(AutoCloseable listener) {
        try {
            listener.close();
        } catch (Exception e) {
            LOG.debug("listener: {}", e.toString());
        }
    }

    @Override
    public void close() {
        open.forEach(Watching::end);
    }
}
