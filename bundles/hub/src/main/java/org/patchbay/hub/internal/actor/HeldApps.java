package org.patchbay.hub.internal.actor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.patchbay.hub.internal.message.Message;
import org.patchbay.hub.internal.part.Parts;
import org.patchbay.hub.internal.part.Parts.App;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The apps that one call holds on to: those that it began with, the one that drives it, those that
 * it waits for. Owned by the call's thread.
 */
final class HeldApps {
    private static final Logger LOG = LoggerFactory.getLogger(HeldApps.class);

    private final CallActor actor;
    private final Surroundings house;
    private final Parts parts;
    private final Runnable watcher;
    private final Map<String, App> pins = new HashMap<>();
    private final Set<Long> left = new HashSet<>();
    private Optional<App> driving = Optional.empty();
    private int driver;
    private Optional<BooleanSupplier> awaited = Optional.empty();

    HeldApps(CallActor actor, Surroundings house) {
        this.actor = actor;
        this.house = house;
        this.parts = house.parts();
        this.watcher = () -> actor.run(this::look);
    }

    /** The call has to do with that app, and may come back to it. */
    void pin(App app) {
        if (actor.state().endCause().isEmpty()) {
            pins.put(app.name(), app);
            parts.watch(watcher);
        }
    }

    /** The pinned instance first, and behind it the one that is there now, should it differ. */
    List<App> named(String name) {
        return Stream.concat(Optional.ofNullable(pins.get(name)).stream(), there(name).stream())
                .distinct()
                .toList();
    }

    /** The newest of that name that has not let this call down. */
    private Optional<App> there(String name) {
        return parts.apps().stream()
                .filter(app -> app.name().equals(name) && !left.contains(app.number()))
                .findFirst();
    }

    /** The pinned app of that name drives the call from now on. */
    void drives(String name, int number) {
        driving = Optional.ofNullable(pins.get(name));
        driver = number;
        look(); // it may have gone while it was asked
    }

    /** The app behind a driver gives up; it is not asked about this call again. */
    void gone(int number) {
        if (number == driver) {
            driving.ifPresent(this::drop);
        }
        actor.followUp(new Message.DriverGone(number));
    }

    private void drop(App app) {
        LOG.info("call {}: app '{}' is gone, what it began goes on", actor.id(), app.name());
        left.add(app.number());
        pins.values().remove(app);
        driving = Optional.empty();
    }

    /**
     * {@link Message.AppThere} follows as soon as there is one.
     *
     * @param name empty: as soon as all are back that are away
     */
    void await(Optional<String> name) {
        awaited = Optional.of(() -> name.map(this::isThere).orElseGet(this::allAreBack));
        parts.watch(watcher);
        look();
    }

    private boolean isThere(String name) {
        return there(name).isPresent();
    }

    private boolean allAreBack() {
        return parts.away(Optional.empty(), house.limits().get().appReturn()).isEmpty();
    }

    /** Apps have come or gone. One whose bundle has stopped must not be kept in memory. */
    private void look() {
        if (driving.filter(App::stopped).isPresent()) {
            gone(driver);
        }
        pins.values().removeIf(App::stopped);
        if (awaited.filter(BooleanSupplier::getAsBoolean).isPresent()) {
            awaited = Optional.empty();
            actor.followUp(new Message.AppThere());
        }
    }

    void release() {
        parts.unwatch(watcher);
        pins.clear();
        driving = Optional.empty();
        awaited = Optional.empty();
    }
}
