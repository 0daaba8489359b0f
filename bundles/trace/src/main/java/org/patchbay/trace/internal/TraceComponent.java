package org.patchbay.trace.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallTrace;
import org.patchbay.call.api.CallTraces;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.WireMessage;
import org.patchbay.call.api.WireTrace;
import org.patchbay.trace.internal.book.Span;
import org.patchbay.trace.internal.book.TraceBook;
import org.patchbay.trace.internal.show.Capture;
import org.patchbay.trace.internal.show.Ladder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears the hub, and asks those who keep messages. */
@Component(service = CallTraces.class, configurationPid = "org.patchbay.trace", immediate = true)
@Designate(ocd = TraceConfig.class)
public final class TraceComponent implements CallTraces {
    private static final Logger LOG = LoggerFactory.getLogger(TraceComponent.class);

    /** Events that may wait while we look at a call. */
    private static final int CAPACITY = 10_000;

    private final List<WireTrace> wires = new CopyOnWriteArrayList<>();
    private volatile CallHub hub;
    private TraceBook book;
    private AutoCloseable subscription;

    @Activate
    void activate(TraceConfig config) {
        synchronized (this) {
            book = new TraceBook(config.calls(), Duration.ofMinutes(config.minutes()));
            listen();
        }
    }

    @Deactivate
    synchronized void deactivate() {
        stop();
        book = null;
    }

    private void listen() {
        if (hub != null && book != null && subscription == null) {
            subscription = hub.subscribe(book::accept, CAPACITY);
        }
    }

    private void stop() {
        if (subscription == null) {
            return;
        }
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.debug("the subscription did not end: {}", e.toString());
        }
        subscription = null;
    }

    @Override
    public synchronized List<CallTrace> all() {
        return book.all();
    }

    @Override
    public synchronized Optional<CallTrace> find(String id) {
        return book.find(id);
    }

    @Override
    public List<WireMessage> messages(CallTrace trace, LegId leg) {
        return wires.stream()
                .flatMap(wire -> wire.messages(leg).stream())
                .filter(message -> Span.covers(trace, message.at()))
                .toList();
    }

    @Override
    public List<String> ladder(CallTrace trace, boolean whole, ZoneId zone) {
        return new Ladder(trace, leg -> messages(trace, leg), zone).lines(whole);
    }

    @Override
    public int capture(CallTrace trace, OutputStream to) throws IOException {
        List<WireMessage> messages =
                trace.legs().keySet().stream()
                        .flatMap(leg -> messages(trace, leg).stream())
                        .toList();
        Capture.write(messages, to);
        return messages.size();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void setHub(CallHub service) {
        stop();
        hub = service;
        listen();
    }

    synchronized void unsetHub(CallHub service) {
        if (hub == service) {
            stop();
            hub = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addWire(WireTrace wire) {
        wires.add(wire);
    }

    void removeWire(WireTrace wire) {
        wires.remove(wire);
    }
}
