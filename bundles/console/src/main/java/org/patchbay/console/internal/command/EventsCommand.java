package org.patchbay.console.internal.command;

import java.time.ZoneId;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.osgi.framework.Bundle;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.console.internal.text.EventLine;

@Service
@Command(
        scope = "pbx",
        name = "events",
        description = "Shows the events of the house as they happen, until Ctrl-C")
public class EventsCommand extends HouseCommand {
    private static final int CAPACITY = 1000;

    /** So soon it sees that this bundle stops, or that the console is gone. */
    private static final long LOOK_AROUND_MS = 250;

    @Option(name = "-n", description = "Ends after that many events")
    int most;

    @Override
    public Object execute() {
        withHub(this::follow);
        return null;
    }

    private void follow(CallHub hub) {
        BlockingQueue<NumberedEvent> queue = new ArrayBlockingQueue<>(CAPACITY);
        AtomicLong lost = new AtomicLong();
        AutoCloseable subscription =
                hub.subscribe(
                        event -> {
                            if (!queue.offer(event)) {
                                lost.incrementAndGet();
                            }
                        },
                        CAPACITY);
        try {
            printUntilDone(queue, lost);
        } catch (InterruptedException e) {
            // Ctrl-C: that is how it ends.
        } finally {
            close(subscription);
        }
    }

    private void close(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            out().println("The subscription did not end: " + e);
        }
    }

    private void printUntilDone(BlockingQueue<NumberedEvent> queue, AtomicLong lost)
            throws InterruptedException {
        EventLine lines = new EventLine(ZoneId.systemDefault());
        Bundle self = context.getBundle();
        int printed = 0;
        while (self.getState() == Bundle.ACTIVE && (most <= 0 || printed < most)) {
            NumberedEvent event = queue.poll(LOOK_AROUND_MS, TimeUnit.MILLISECONDS);
            long missed = lost.getAndSet(0);
            if (missed > 0) {
                out().println(missed + " events are left out: the console is too slow");
            }
            if (event != null) {
                out().println(lines.line(event));
                out().flush();
                printed++;
            }
            if (event == null && !Services.isThere(context, CallHub.class)) {
                out().println("The call hub is gone.");
                return;
            }
            if (out().checkError()) {
                return;
            }
        }
    }
}
