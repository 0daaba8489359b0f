package org.patchbay.hub.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallEntry;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CallOffer;
import org.patchbay.call.api.CallSnapshot;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.EventSink;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.HouseSnapshot;
import org.patchbay.call.api.Leg;
import org.patchbay.call.api.LegEvents;
import org.patchbay.call.api.LegId;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.LineStates;
import org.patchbay.call.api.NumberedEvent;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.directory.api.AccessLocks;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.hub.internal.actor.House;
import org.patchbay.hub.internal.actor.Surroundings;
import org.patchbay.hub.internal.actor.Surroundings.Limits;
import org.patchbay.hub.internal.event.EventLog;
import org.patchbay.hub.internal.line.HouseLines;
import org.patchbay.hub.internal.part.Parts;
import org.patchbay.media.api.MediaEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub as services: where calls come in, where they are commanded, where events go. */
@Component(
        service = {
            CallHub.class,
            CallEntry.class,
            EventSink.class,
            LineStates.class,
            AccessLocks.class
        },
        configurationPid = "org.patchbay.hub",
        immediate = true)
@Designate(ocd = HubConfig.class)
public final class Hub implements CallHub, CallEntry, EventSink, LineStates, AccessLocks {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    /** No bundle has that id. */
    private static final long NO_BUNDLE = -1;

    /** How long legs may take to end when the hub stops. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final InstantSource clock = InstantSource.system();
    private final EventLog log =
            new EventLog(Long.toString(clock.instant().toEpochMilli(), Character.MAX_RADIX), clock);
    private final HouseLines lines = new HouseLines(log);
    private final Parts parts = new Parts(log::publish, clock);
    private final AtomicLong legNumbers = new AtomicLong();
    private volatile Limits limits;
    private volatile House house;
    private final BundleListener uninstalls = this::bundleChanged;
    private BundleContext context;
    private Threads threads;

    @Activate
    void activate(HubConfig config, BundleContext context) {
        this.context = context;
        context.addBundleListener(uninstalls);
        limits = limits(config);
        log.keep(config.kept$_$after$_$end());
        threads = new Threads();
        house =
                House.open(
                        new Surroundings(
                                parts,
                                log,
                                threads.calls(),
                                threads.apps(),
                                threads,
                                clock,
                                this::newLegId,
                                () -> limits));
        LOG.info("hub open, boot {}, at most {} calls", log.bootId(), limits.maxCalls());
    }

    @Modified
    void modified(HubConfig config) {
        limits = limits(config);
        log.keep(config.kept$_$after$_$end());
    }

    private static Limits limits(HubConfig config) {
        return new Limits(
                config.max$_$calls(),
                config.room$_$max$_$members(),
                Duration.ofMillis(config.decide$_$timeout$_$ms()),
                Duration.ofMillis(config.app$_$return$_$ms()),
                Duration.ofSeconds(config.listen$_$notice$_$s()));
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(uninstalls);
        try {
            if (!house.close(PATIENCE)) {
                LOG.warn("some legs had not ended after {} s", PATIENCE.toSeconds());
            }
            log.close();
            threads.close(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.info("hub closed");
    }

    /** What it has to work with. */
    Parts parts() {
        return parts;
    }

    @Override
    public LegEvents offer(Leg leg, CallOffer offer) {
        return house.offer(leg, offer);
    }

    @Override
    public LegId newLegId() {
        return new LegId(log.bootId() + "-L" + legNumbers.incrementAndGet());
    }

    @Override
    public CompletionStage<CommandResult> execute(CallCommand command) {
        return house.execute(command);
    }

    @Override
    public List<CallSnapshot> calls() {
        return log.snapshot().calls();
    }

    @Override
    public Optional<CallSnapshot> call(CallId id) {
        return log.call(id);
    }

    @Override
    public HouseSnapshot snapshot() {
        return log.snapshot();
    }

    @Override
    public AutoCloseable subscribe(Consumer<NumberedEvent> listener, int capacity) {
        return log.subscribe(listener, capacity);
    }

    @Override
    public AutoCloseable follow(Consumer<NumberedEvent> listener) {
        return log.follow(listener);
    }

    @Override
    public void publish(HouseEvent event) {
        log.publish(event);
    }

    @Override
    public List<AccessLock> locks() {
        return house.pins().locks();
    }

    @Override
    public int release(String wayOrRoom) {
        return house.pins().release(wayOrRoom);
    }

    @Override
    public List<Line> lines(Target whom) {
        return lines.lines(whom);
    }

    @Override
    public AutoCloseable onChange(Consumer<Optional<Target>> listener) {
        return lines.onChange(listener);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addApp(CallApp app, ServiceReference<CallApp> reference) {
        guarded("an app", reference, () -> parts.add(app, nameOf(reference)));
    }

    void removeApp(CallApp app, ServiceReference<CallApp> reference) {
        Bundle bundle = reference.getBundle();
        if (isUp(bundle)) {
            parts.remove(app);
        } else {
            parts.stopped(app, bundle == null ? NO_BUNDLE : bundle.getBundleId());
        }
    }

    /** Who waits for apps of a bundle waits in vain once it was uninstalled. */
    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            parts.uninstalled(event.getBundle().getBundleId());
        }
    }

    /** A bundle that only withdraws a service can still run what it began. */
    private static boolean isUp(Bundle bundle) {
        return bundle != null
                && (bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addProvider(LegProvider provider, ServiceReference<LegProvider> reference) {
        guarded("a leg provider", reference, () -> parts.add(provider, nameOf(reference)));
    }

    void removeProvider(LegProvider provider) {
        parts.remove(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setEngine(MediaEngine engine) {
        parts.set(engine);
    }

    void unsetEngine(MediaEngine engine) {
        parts.unset(engine);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setDirectory(UserDirectory directory) {
        parts.set(directory);
    }

    void unsetDirectory(UserDirectory directory) {
        parts.unset(directory);
    }

    /** A plugin that cannot even say its name is left out, and does not stop the others. */
    private static void guarded(String what, ServiceReference<?> reference, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("{} of {} cannot be used", what, nameOf(reference), e);
        }
    }

    private static String nameOf(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null
                ? "a bundle that has gone"
                : bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
