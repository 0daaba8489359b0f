package org.patchbay.sip.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.WireTrace;
import org.patchbay.directory.api.AccessLocks;
import org.patchbay.directory.api.TrunkStates;
import org.patchbay.sip.internal.auth.DigestServer;
import org.patchbay.sip.internal.auth.GuessWatch;
import org.patchbay.sip.internal.auth.Guesses;
import org.patchbay.sip.internal.dialog.Tokens;
import org.patchbay.sip.internal.dns.DnsRecords;
import org.patchbay.sip.internal.dns.ServiceLocator;
import org.patchbay.sip.internal.edge.Listening;
import org.patchbay.sip.internal.entry.Admission;
import org.patchbay.sip.internal.entry.Desk;
import org.patchbay.sip.internal.leg.CallLegs;
import org.patchbay.sip.internal.leg.DeviceLegProvider;
import org.patchbay.sip.internal.leg.House;
import org.patchbay.sip.internal.leg.LegTable;
import org.patchbay.sip.internal.leg.LocalAddress;
import org.patchbay.sip.internal.leg.SrtpRule;
import org.patchbay.sip.internal.leg.TrunkLegProvider;
import org.patchbay.sip.internal.parts.Parts;
import org.patchbay.sip.internal.queue.CallQueues;
import org.patchbay.sip.internal.register.FlowTimer;
import org.patchbay.sip.internal.register.Registrations;
import org.patchbay.sip.internal.stats.SipCounters;
import org.patchbay.sip.internal.stats.SipFigures;
import org.patchbay.sip.internal.subscribe.SubscribeRim;
import org.patchbay.sip.internal.subscribe.Subscriptions;
import org.patchbay.sip.internal.subscribe.Watching;
import org.patchbay.sip.internal.tls.TlsContext;
import org.patchbay.sip.internal.tls.TlsFileException;
import org.patchbay.sip.internal.tls.TlsSettings;
import org.patchbay.sip.internal.trace.SipTape;
import org.patchbay.sip.internal.trunk.TrunkFollower;
import org.patchbay.sip.internal.trunk.TrunkRim;
import org.patchbay.sip.internal.trunk.Trunks;
import org.patchbay.sip.internal.watch.OptionsProbe;
import org.patchbay.sip.internal.watch.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything of SIP that lives between start and stop, wired together. */
final class SipService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipService.class);

    /** How long the watchdog waits for its answer at most. */
    private static final int MOST_PATIENCE_MS = 4_000;

    /** Our own queues are to blame for a missing answer then, and not the stack. */
    private static final long BEHIND_NANOS = 2_000_000_000L;

    private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK_AT_FILES_EVERY = Duration.ofSeconds(5);

    private final SipCounters counters = new SipCounters();
    private final GuessWatch guesses;
    private final SipTape tape;
    private final CallQueues queues;
    private final DnsRecords names;
    private final Trunks trunks;
    private final SipFigures figures;
    private final Desk desk;
    private final CallLegs legs;
    private final StackLine line;
    private final Parts parts;
    private final Upkeep.Settings patience;
    private final Upkeep upkeep = new Upkeep();
    private final Optional<Watch> watch;
    private final List<LegProvider> providers;
    private final AutoCloseable locationsListener;
    private final TrunkFollower trunkFollower;
    private final Subscriptions subscriptions;
    private final Watching watching;

    SipService(SipSettings settings, Parts parts, InstantSource clock) {
        queues = new CallQueues(settings.threads());
        this.parts = parts;
        patience = settings.upkeep();
        tape = new SipTape(settings.tape(), clock);
        guesses =
                new GuessWatch(
                        new Guesses(settings.security().guesses()),
                        clock,
                        lock -> parts.publish(new HouseEvent.AccessLocked(lock)));
        names = new DnsRecords(settings.nameServers(), System::nanoTime);
        try {
            Tokens tokens = new Tokens();
            Optional<TlsContext> tls = settings.security().tls().flatMap(SipService::context);
            line =
                    new StackLine(
                            new Listening(
                                    settings.bindAddress(),
                                    settings.port(),
                                    settings.transports(),
                                    tls,
                                    settings.security().ws()),
                            tokens,
                            counters,
                            tape);
            LocalAddress local =
                    new LocalAddress(
                            settings.bindAddress(),
                            settings.port(),
                            tls.map(TlsContext::port).orElse(0),
                            settings.security().ws().port());
            trunks =
                    new Trunks(
                            new TrunkRim(
                                    line,
                                    queues,
                                    parts,
                                    tokens,
                                    local::towards,
                                    new ServiceLocator(names, tokens::fraction),
                                    System::nanoTime),
                            clock);
            House house =
                    new House(
                            line,
                            queues,
                            parts,
                            tokens,
                            local,
                            new SrtpRule(settings.security().srtpWithoutTls()),
                            new LegTable(tape::adopt),
                            trunks,
                            settings.dialogs(),
                            System::nanoTime);
            legs = new CallLegs(house);
            subscriptions =
                    new Subscriptions(
                            new SubscribeRim(
                                    line, queues, parts, tokens, local::towards, System::nanoTime),
                            settings.subscribe());
            Admission admission =
                    new Admission(
                            queues::lagNanos,
                            legs::count,
                            settings.mostLegs(),
                            System::nanoTime,
                            tokens::fraction);
            desk =
                    new Desk(
                            queues,
                            parts,
                            legs,
                            digest(settings, clock),
                            new Registrations(
                                    clock, new FlowTimer(patience.idle(), line::mostSilent)),
                            counters,
                            admission,
                            trunks,
                            subscriptions);
            line.start(desk);
            watch = watch(settings, tokens);
            figures = new SipFigures(counters, () -> measures(admission));
            providers = List.of(new DeviceLegProvider(house), new TrunkLegProvider(house));
            locationsListener =
                    parts.onLocations(
                            l -> queues.post("locations", () -> l.retainConnections(line::isOpen)));
            trunkFollower = new TrunkFollower(parts, trunks);
            watching = new Watching(parts, subscriptions);
            keepUp(settings.upkeep());
            tls.ifPresent(t -> upkeep.every(LOOK_AT_FILES_EVERY, t::refresh));
        } catch (RuntimeException e) {
            upkeep.close();
            queues.close();
            names.close();
            throw e;
        }
        LOG.info(
                "SIP listens on {}:{} {}{}{}",
                settings.bindAddress(),
                settings.port(),
                settings.transports(),
                line.speaks("tls") ? ", TLS on port " + settings.security().tls().get().port() : "",
                line.speaks("wss") ? ", WebSocket on port " + settings.security().ws().port() : "");
    }

    /** A file that is wrong must not keep those from calling who need no TLS. */
    private static Optional<TlsContext> context(TlsSettings settings) {
        try {
            return Optional.of(new TlsContext(settings));
        } catch (TlsFileException e) {
            LOG.error("SIP runs without TLS: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private DigestServer digest(SipSettings settings, InstantSource clock) {
        byte[] nonceKey = new byte[32];
        new SecureRandom().nextBytes(nonceKey);
        return new DigestServer(
                clock, nonceKey, settings.nonceLife(), settings.digestAlgorithms(), guesses);
    }

    List<LegProvider> providers() {
        return providers;
    }

    TrunkStates trunkStates() {
        return () ->
                parts.directory()
                        .map(d -> trunks.statuses(d.current(), legs::overTrunk))
                        .orElse(List.of());
    }

    SipFigures figures() {
        return figures;
    }

    /** Nothing to watch without UDP, or where the operator wants none. */
    private Optional<Watch> watch(SipSettings settings, Tokens tokens) {
        if (!line.speaks("udp") || patience.watchEvery().isZero()) {
            return Optional.empty();
        }
        OptionsProbe probe =
                new OptionsProbe(
                        settings.bindAddress(),
                        settings.port(),
                        tokens,
                        from -> line.edge().guard().exempt(from));
        int withinMs = (int) Math.min(MOST_PATIENCE_MS, patience.watchEvery().toMillis());
        return Optional.of(
                new Watch(
                        patience.watchFailures(),
                        () -> probe.isAnswered(withinMs),
                        () -> queues.lagNanos() > BEHIND_NANOS,
                        line::restart,
                        System::nanoTime));
    }

    private void keepUp(Upkeep.Settings settings) {
        watch.ifPresent(w -> upkeep.every(settings.watchEvery(), w::round));
        upkeep.every(SWEEP_EVERY, () -> sweep(System.nanoTime()));
    }

    /** Ends connections that nobody needs at that time. */
    void sweep(long nowNanos) {
        line.edge()
                .streams()
                .sweep(nowNanos, patience.idle(), patience.slowMessage(), this::usedConnections);
    }

    private Set<String> usedConnections() {
        Set<String> used = new HashSet<>(legs.connections());
        used.addAll(subscriptions.connections());
        parts.locations().ifPresent(l -> l.all().forEach(b -> used.add(b.flow().connection())));
        return used;
    }

    Optional<Watch> watch() {
        return watch;
    }

    StackLine line() {
        return line;
    }

    private SipFigures.Measures measures(Admission admission) {
        return new SipFigures.Measures(
                line.datagrams(),
                line.streams(),
                admission.refused(),
                admission.refusedRegistrations(),
                guesses.wrongCount(),
                guesses.untriedCount(),
                queues.failures(),
                queues.timers(),
                watch.map(Watch::silent).orElse(0L),
                watch.map(Watch::failing).orElse(0L),
                watch.map(Watch::restarts).orElse(0L));
    }

    WireTrace trace() {
        return tape;
    }

    AccessLocks accessLocks() {
        return guesses;
    }

    /** Refuses new calls, tells the far sides that theirs are over, closes and joins. */
    @Override
    public void close() {
        upkeep.close();
        desk.closing();
        trunkFollower.close();
        watching.close();
        trunks.leaveAll();
        subscriptions.endAll();
        legs.hangUpAll(DisconnectCause.of(Reason.NORMAL, "going down"));
        new Farewell(queues, this::isQuiet).await();
        try {
            locationsListener.close();
        } catch (Exception e) {
            LOG.debug("listener: {}", e.toString());
        }
        line.close();
        queues.close();
        names.close();
        LOG.info("SIP has stopped");
    }

    private boolean isQuiet() {
        return legs.isQuiet() && trunks.isQuiet() && subscriptions.isQuiet();
    }
}
