package org.patchbay.scripting.internal.call;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.patchbay.call.api.EventSink;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.NumberPlan;
import org.patchbay.directory.api.UserDirectory;

/**
 * The one place where the services that scripts ask are kept: each may come, go and be replaced at
 * any time. Any thread may call.
 */
public final class Surroundings {
    private final InstantSource clock;
    private final Path prompts;
    private volatile UserDirectory directory;
    private volatile LocationService locations;
    private volatile EventSink events;
    private volatile NumberPlan numbers;

    /**
     * @param prompts the folder that scripts may play files of
     */
    public Surroundings(InstantSource clock, Path prompts) {
        this.clock = clock;
        this.prompts = prompts;
    }

    public void directory(UserDirectory service) {
        directory = service;
    }

    public void locations(LocationService service) {
        locations = service;
    }

    public void events(EventSink service) {
        events = service;
    }

    public void numbers(NumberPlan service) {
        numbers = service;
    }

    /** Forgets that service, unless another has taken its place already. */
    public void withdraw(Object service) {
        if (directory == service) {
            directory = null;
        }
        if (locations == service) {
            locations = null;
        }
        if (events == service) {
            events = null;
        }
        if (numbers == service) {
            numbers = null;
        }
    }

    Optional<Directory> directory() {
        UserDirectory service = directory;
        return service == null ? Optional.empty() : Optional.of(service.current());
    }

    Optional<LocationService> locations() {
        return Optional.ofNullable(locations);
    }

    Optional<NumberPlan> numbers() {
        return Optional.ofNullable(numbers);
    }

    public void publish(HouseEvent event) {
        EventSink sink = events;
        if (sink != null) {
            sink.publish(event);
        }
    }

    public InstantSource clock() {
        return clock;
    }

    Path prompts() {
        return prompts;
    }
}
