package org.patchbay.trace.internal;

import java.time.Duration;
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
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.WireMessage;
import org.patchbay.call.api.WireTrace;
import org.patchbay.trace.internal.book.TraceBook;
import org.patchbay.trace.internal.book.Trail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears the hub, and asks those who keep messages. */
@Component(service = Traces.class, configurationPid = "org.patchbay.trace", immediate = true)
@Designate(ocd = TraceConfig.class)
public final class TraceComponent implements Traces {
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
    public synchronized List<Trail> all() {
        return book.all();
    }

    @Override
    public synchronized Optional<Trail> find(String id) {
        return book.find(id);
    }

    @Override
    public List<WireMessage> messages(LegId leg) {
        return wires.stream().flatMap(wire -> wire.messages(leg).stream()).toList();
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
