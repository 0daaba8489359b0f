package org.patchbay.web.internal.parts;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallTraces;
import org.patchbay.call.api.Counters;
import org.patchbay.call.api.EventSink;
import org.patchbay.call.api.LineStates;
import org.patchbay.call.api.RecordBook;
import org.patchbay.call.api.ScriptCatalog;
import org.patchbay.directory.api.AccessLocks;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.TrunkStates;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.media.api.MediaEngine;

/** Whatever is there now; a part that is not leaves its list empty. Any thread may call. */
@Component(service = Parts.class)
public final class Parts {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile CallHub hub;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile EventSink events;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile LineStates lines;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile UserDirectory directory;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile LocationService locations;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile TrunkStates trunks;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ScriptCatalog scripts;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile MediaEngine media;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BrowserPhones phones;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile RecordBook records;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile CallTraces traces;

    private final List<Counters> counters = new CopyOnWriteArrayList<>();
    private final List<AccessLocks> locks = new CopyOnWriteArrayList<>();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addCounters(Counters part) {
        counters.add(part);
    }

    void removeCounters(Counters part) {
        counters.remove(part);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addLocks(AccessLocks part) {
        locks.add(part);
    }

    void removeLocks(AccessLocks part) {
        locks.remove(part);
    }

    public Optional<CallHub> hub() {
        return Optional.ofNullable(hub);
    }

    public Optional<EventSink> events() {
        return Optional.ofNullable(events);
    }

    public Optional<LineStates> lines() {
        return Optional.ofNullable(lines);
    }

    public Optional<UserDirectory> directory() {
        return Optional.ofNullable(directory);
    }

    public Optional<LocationService> locations() {
        return Optional.ofNullable(locations);
    }

    public Optional<TrunkStates> trunks() {
        return Optional.ofNullable(trunks);
    }

    public Optional<ScriptCatalog> scripts() {
        return Optional.ofNullable(scripts);
    }

    public Optional<MediaEngine> media() {
        return Optional.ofNullable(media);
    }

    public Optional<BrowserPhones> phones() {
        return Optional.ofNullable(phones);
    }

    public Optional<RecordBook> records() {
        return Optional.ofNullable(records);
    }

    public Optional<CallTraces> traces() {
        return Optional.ofNullable(traces);
    }

    public List<Counters> counters() {
        return List.copyOf(counters);
    }

    /** Of everybody who takes secrets; our own are among them. */
    public List<AccessLocks> locks() {
        return List.copyOf(locks);
    }
}
