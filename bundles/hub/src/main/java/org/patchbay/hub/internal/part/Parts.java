package org.patchbay.hub.internal.part;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegProvider;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.media.api.MediaEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every part of the house that the hub uses and that may come, go and be replaced while calls are
 * up. Any thread may call; readers see one immutable list.
 */
public final class Parts {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    /** An app as it introduced itself when it came; each is itself only. */
    public static final class App {
        private final long number;
        private final String name;
        private final int rank;
        private final CallApp code;
        private final String bundle;
        private volatile boolean stopped;

        private App(long number, CallApp code, String bundle) {
            this.number = number;
            this.name = code.name();
            this.rank = code.rank();
            this.code = code;
            this.bundle = bundle;
        }

        /** Of its arrival: no two have the same. */
        public long number() {
            return number;
        }

        public String name() {
            return name;
        }

        public int rank() {
            return rank;
        }

        public CallApp code() {
            return code;
        }

        public String bundle() {
            return bundle;
        }

        /** Its bundle has stopped: what it still does it may not be able to do for long. */
        public boolean stopped() {
            return stopped;
        }
    }

    /** A provider as it introduced itself when it came. */
    public record Provider(String scheme, LegProvider code, String bundle) {}

    private final Consumer<HouseEvent> events;
    private final AtomicReference<List<App>> apps = new AtomicReference<>(List.of());
    private final AtomicReference<List<Provider>> providers = new AtomicReference<>(List.of());
    private final AtomicLong arrivals = new AtomicLong();
    private final AwayApps away;
    private final Set<Runnable> watchers = ConcurrentHashMap.newKeySet();
    private final AtomicReference<MediaEngine> engine = new AtomicReference<>();
    private final AtomicReference<UserDirectory> directory = new AtomicReference<>();

    public Parts(Consumer<HouseEvent> events, InstantSource clock) {
        this.events = events;
        away = new AwayApps(clock);
    }

    public void add(CallApp code, String bundle) {
        App app = new App(arrivals.incrementAndGet(), code, bundle);
        apps.updateAndGet(
                known -> {
                    List<App> more = new ArrayList<>(known);
                    more.add(app);
                    // The newer of two instances of one name is asked first: it replaces the other.
                    Collections.reverse(more);
                    more.sort(
                            Comparator.comparingInt(App::rank).reversed().thenComparing(App::name));
                    return List.copyOf(more);
                });
        LOG.info("app '{}' of rank {} came with {}", app.name(), app.rank(), bundle);
        events.accept(new HouseEvent.PartArrived("app", app.name(), bundle));
        watchers.forEach(Runnable::run);
    }

    /** It is not asked any more, and may end what it began. */
    public void remove(CallApp code) {
        remove(code, OptionalLong.empty());
    }

    /**
     * As {@link #remove(CallApp)}, and its bundle stops: it should do nothing more at all.
     *
     * @param bundle its id
     */
    public void stopped(CallApp code, long bundle) {
        remove(code, OptionalLong.of(bundle));
    }

    /** Nobody waits any more for apps that went with that bundle. */
    public void uninstalled(long bundle) {
        away.forget(bundle);
        watchers.forEach(Runnable::run);
    }

    private void remove(CallApp code, OptionalLong stopped) {
        List<App> leaving = apps().stream().filter(app -> app.code() == code).toList();
        for (App app : leaving) {
            app.stopped = stopped.isPresent();
            // Before it is off the list: a call that misses it there must find it here.
            if (stopped.isPresent()) {
                away.went(app.name(), stopped.getAsLong());
            } else {
                away.forget(app.name());
            }
        }
        apps.updateAndGet(known -> known.stream().filter(app -> app.code() != code).toList());
        leaving.forEach(app -> gone("app", app.name(), app.bundle()));
        watchers.forEach(Runnable::run);
    }

    /**
     * How long apps may still take that went with their bundle and are not back; empty where there
     * are none, or none that is counted on any more.
     *
     * @param name empty for all
     * @param patience from the moment that one went
     */
    public Optional<Duration> away(Optional<String> name, Duration patience) {
        Set<String> there = apps().stream().map(App::name).collect(Collectors.toSet());
        return away.left(
                app -> !there.contains(app) && name.map(app::equals).orElse(true), patience);
    }

    /**
     * @param watcher called after an app came or went, on any thread: must not block
     */
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    public void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    public void add(LegProvider code, String bundle) {
        Provider provider = new Provider(code.scheme(), code, bundle);
        providers.updateAndGet(
                known -> {
                    List<Provider> more = new ArrayList<>();
                    more.add(provider);
                    more.addAll(known);
                    return List.copyOf(more);
                });
        LOG.info("targets '{}:' are reached by {} now", provider.scheme(), bundle);
        events.accept(new HouseEvent.PartArrived("leg-provider", provider.scheme(), bundle));
    }

    public void remove(LegProvider code) {
        List<Provider> before =
                providers.getAndUpdate(
                        known -> known.stream().filter(p -> p.code() != code).toList());
        before.stream()
                .filter(p -> p.code() == code)
                .forEach(p -> gone("leg-provider", p.scheme(), p.bundle()));
    }

    private void gone(String kind, String name, String bundle) {
        LOG.info("{} '{}' of {} went", kind, name, bundle);
        events.accept(new HouseEvent.PartGone(kind, name, bundle));
    }

    public void set(MediaEngine now) {
        engine.set(now);
    }

    /** Only where it is the one in use: a replacement comes before the old one goes. */
    public void unset(MediaEngine old) {
        engine.compareAndSet(old, null);
    }

    public void set(UserDirectory now) {
        directory.set(now);
    }

    public void unset(UserDirectory old) {
        directory.compareAndSet(old, null);
    }

    /** By falling rank, then by name; the newest of one name first. */
    public List<App> apps() {
        return apps.get();
    }

    /** The newest provider of a scheme. */
    public Optional<LegProvider> provider(String scheme) {
        return providers.get().stream()
                .filter(p -> p.scheme().equals(scheme))
                .findFirst()
                .map(Provider::code);
    }

    public Optional<MediaEngine> engine() {
        return Optional.ofNullable(engine.get());
    }

    /** Whoever gives the directory now. */
    public Optional<UserDirectory> userDirectory() {
        return Optional.ofNullable(directory.get());
    }

    /** The directory in force; an empty one while no bundle gives one. */
    public Directory directory() {
        UserDirectory source = directory.get();
        if (source == null) {
            return Directory.empty("");
        }
        try {
            return source.current();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the directory cannot be read", e);
            return Directory.empty("");
        }
    }
}
