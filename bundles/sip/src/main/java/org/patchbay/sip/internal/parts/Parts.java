package org.patchbay.sip.internal.parts;

import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.patchbay.call.api.CallEntry;
import org.patchbay.call.api.EventSink;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LineStates;
import org.patchbay.call.api.MessageWaiting;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.media.api.IcePaths;
import org.patchbay.media.api.MediaSessions;

/**
 * The services of others as they are now. Each may come, go and be replaced while calls are up, so
 * nobody keeps one: who needs one asks here, and says so where there is none.
 */
@Component(service = Parts.class)
public class Parts {
    private volatile CallEntry callEntry;
    private volatile UserDirectory directory;
    private volatile LocationService locations;
    private volatile MediaSessions media;
    private volatile IcePaths icePaths;
    private volatile EventSink events;
    private volatile LineStates lines;
    private volatile MessageWaiting messages;
    private final CopyOnWriteArrayList<Consumer<Optional<UserDirectory>>> onDirectory =
            new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Consumer<LocationService>> onLocations =
            new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Consumer<Optional<LineStates>>> onLines =
            new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Consumer<Optional<MessageWaiting>>> onMessages =
            new CopyOnWriteArrayList<>();

    public Optional<CallEntry> callEntry() {
        return Optional.ofNullable(callEntry);
    }

    public Optional<UserDirectory> directory() {
        return Optional.ofNullable(directory);
    }

    public Optional<LocationService> locations() {
        return Optional.ofNullable(locations);
    }

    public Optional<MediaSessions> media() {
        return Optional.ofNullable(media);
    }

    /** For legs of browsers. */
    public Optional<IcePaths> icePaths() {
        return Optional.ofNullable(icePaths);
    }

    public Optional<LineStates> lines() {
        return Optional.ofNullable(lines);
    }

    public Optional<MessageWaiting> messages() {
        return Optional.ofNullable(messages);
    }

    /** Where there is nobody to number events, nobody is told. */
    public void publish(HouseEvent event) {
        EventSink sink = events;
        if (sink != null) {
            sink.publish(event);
        }
    }

    /**
     * Calls {@code listener} now and whenever a directory comes, or the last one goes: who listens
     * to that must let go of it.
     */
    public AutoCloseable onDirectory(Consumer<Optional<UserDirectory>> listener) {
        onDirectory.add(listener);
        listener.accept(directory());
        return () -> onDirectory.remove(listener);
    }

    /** Calls {@code listener} now, where there is a location service, and whenever one comes. */
    public AutoCloseable onLocations(Consumer<LocationService> listener) {
        onLocations.add(listener);
        locations().ifPresent(listener);
        return () -> onLocations.remove(listener);
    }

    /** Calls {@code listener} now and whenever lines come or go, as {@link #onDirectory}. */
    public AutoCloseable onLines(Consumer<Optional<LineStates>> listener) {
        onLines.add(listener);
        listener.accept(lines());
        return () -> onLines.remove(listener);
    }

    /** Calls {@code listener} now and whenever mailboxes come or go, as {@link #onDirectory}. */
    public AutoCloseable onMessages(Consumer<Optional<MessageWaiting>> listener) {
        onMessages.add(listener);
        listener.accept(messages());
        return () -> onMessages.remove(listener);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindCallEntry(CallEntry service) {
        callEntry = service;
    }

    public void unbindCallEntry(CallEntry service) {
        if (callEntry == service) {
            callEntry = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindDirectory(UserDirectory service) {
        directory = service;
        onDirectory.forEach(listener -> listener.accept(Optional.of(service)));
    }

    public void unbindDirectory(UserDirectory service) {
        if (directory == service) {
            directory = null;
            onDirectory.forEach(listener -> listener.accept(Optional.empty()));
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindLocations(LocationService service) {
        locations = service;
        onLocations.forEach(listener -> listener.accept(service));
    }

    public void unbindLocations(LocationService service) {
        if (locations == service) {
            locations = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindMedia(MediaSessions service) {
        media = service;
    }

    public void unbindMedia(MediaSessions service) {
        if (media == service) {
            media = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindIcePaths(IcePaths service) {
        icePaths = service;
    }

    public void unbindIcePaths(IcePaths service) {
        if (icePaths == service) {
            icePaths = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindEvents(EventSink service) {
        events = service;
    }

    public void unbindEvents(EventSink service) {
        if (events == service) {
            events = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindLines(LineStates service) {
        lines = service;
        onLines.forEach(listener -> listener.accept(Optional.of(service)));
    }

    public void unbindLines(LineStates service) {
        if (lines == service) {
            lines = null;
            onLines.forEach(listener -> listener.accept(Optional.empty()));
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindMessages(MessageWaiting service) {
        messages = service;
        onMessages.forEach(listener -> listener.accept(Optional.of(service)));
    }

    public void unbindMessages(MessageWaiting service) {
        if (messages == service) {
            messages = null;
            onMessages.forEach(listener -> listener.accept(Optional.empty()));
        }
    }
}
