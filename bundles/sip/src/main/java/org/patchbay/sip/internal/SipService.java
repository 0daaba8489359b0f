package org.patchbay.sip.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.DisconnectCause.Reason;
import org.patchbay.call.api.LegProvider;
import org.patchbay.directory.api.DigestAlgorithm;
import org.patchbay.sip.internal.auth.DigestServer;
import org.patchbay.sip.internal.dialog.Tokens;
import org.patchbay.sip.internal.edge.JainEdge;
import org.patchbay.sip.internal.entry.Admission;
import org.patchbay.sip.internal.entry.Desk;
import org.patchbay.sip.internal.guard.GuardCounters;
import org.patchbay.sip.internal.leg.CallLegs;
import org.patchbay.sip.internal.leg.DeviceLegProvider;
import org.patchbay.sip.internal.leg.House;
import org.patchbay.sip.internal.leg.LegTable;
import org.patchbay.sip.internal.leg.LocalAddress;
import org.patchbay.sip.internal.leg.NameResolver;
import org.patchbay.sip.internal.leg.TrunkLegProvider;
import org.patchbay.sip.internal.parts.Parts;
import org.patchbay.sip.internal.queue.CallQueues;
import org.patchbay.sip.internal.register.Registrations;
import org.patchbay.sip.internal.stats.SipCounters;
import org.patchbay.sip.internal.stats.SipFigures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything of SIP that lives between start and stop, wired together. */
final class SipService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipService.class);

    /** How long the far sides have to hear that their calls are over. */
    private static final long FAREWELL_MS = 2_000;

    private final SipCounters counters = new SipCounters();
    private final CallQueues queues;
    private final NameResolver names = new NameResolver();
    private final SipFigures figures;
    private final Desk desk;
    private final CallLegs legs;
    private final JainEdge edge;
    private final List<LegProvider> providers;
    private final AutoCloseable locationsListener;

    /**
     * What it runs with.
     *
     * @param transports {@code udp}, {@code tcp}
     * @param threads at least 1
     * @param algorithms tokens of digest algorithms, offered in that order
     * @param mostLegs beyond that many new calls are refused
     */
    record Settings(
            String bindAddress,
            int port,
            List<String> transports,
            int threads,
            Duration nonceLife,
            List<String> algorithms,
            int mostLegs) {
        Settings {
            transports = words(transports).map(t -> t.toLowerCase(Locale.ROOT)).toList();
            algorithms = words(algorithms).toList();
        }

        /** A plain text file gives one string with commas. */
        private static Stream<String> words(List<String> values) {
            return values.stream()
                    .flatMap(v -> Stream.of(v.split(",")))
                    .map(String::trim)
                    .filter(v -> !v.isEmpty());
        }

        List<DigestAlgorithm> digestAlgorithms() {
            return algorithms.stream()
                    .map(
                            a ->
                                    DigestAlgorithm.byToken(a)
                                            .orElseThrow(
                                                    () ->
                                                            new IllegalArgumentException(
                                                                    "digest-algorithms: unknown '"
                                                                            + a
                                                                            + "'")))
                    .toList();
        }
    }

    SipService(Settings settings, Parts parts, InstantSource clock) {
        queues = new CallQueues(settings.threads());
        try {
            Tokens tokens = new Tokens();
            LateTransport transport = new LateTransport();
            House house =
                    new House(
                            transport,
                            queues,
                            parts,
                            tokens,
                            new LocalAddress(settings.bindAddress(), settings.port()),
                            new LegTable(),
                            System::nanoTime);
            legs = new CallLegs(house);
            byte[] nonceKey = new byte[32];
            new SecureRandom().nextBytes(nonceKey);
            DigestServer digest =
                    new DigestServer(
                            clock, nonceKey, settings.nonceLife(), settings.digestAlgorithms());
            Admission admission =
                    new Admission(
                            queues::lagNanos, legs::count, settings.mostLegs(), System::nanoTime);
            figures =
                    new SipFigures(counters, this::datagrams, admission::refused, queues::failures);
            desk =
                    new Desk(
                            queues,
                            parts,
                            legs,
                            digest,
                            new Registrations(clock),
                            counters,
                            admission);
            edge =
                    new JainEdge(
                            settings.bindAddress(),
                            settings.port(),
                            settings.transports(),
                            tokens.tag(),
                            desk,
                            counters);
            transport.is(edge);
            providers = List.of(new DeviceLegProvider(house), new TrunkLegProvider(house, names));
            locationsListener =
                    parts.onLocations(
                            l -> queues.post("locations", () -> l.retainConnections(edge::isOpen)));
        } catch (RuntimeException e) {
            queues.close();
            names.close();
            throw e;
        }
        LOG.info(
                "SIP listens on {}:{} {}",
                settings.bindAddress(),
                settings.port(),
                settings.transports());
    }

    List<LegProvider> providers() {
        return providers;
    }

    SipFigures figures() {
        return figures;
    }

    private GuardCounters.Snapshot datagrams() {
        return edge.datagrams();
    }

    /** Refuses new calls, tells the far sides that theirs are over, closes and joins. */
    @Override
    public void close() {
        desk.closing();
        legs.hangUpAll(DisconnectCause.of(Reason.NORMAL, "going down"));
        awaitFarewell();
        try {
            locationsListener.close();
        } catch (Exception e) {
            LOG.debug("listener: {}", e.toString());
        }
        edge.close();
        queues.close();
        names.close();
        LOG.info("SIP has stopped");
    }

    private void awaitFarewell() {
        CountDownLatch quiet = new CountDownLatch(1);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MS);
        listen(quiet, deadline);
        try {
            if (!quiet.await(FAREWELL_MS, TimeUnit.MILLISECONDS)) {
                LOG.info("some far sides did not confirm the end of their calls");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(CountDownLatch quiet, long deadline) {
        queues.later(
                "farewell",
                Duration.ofMillis(20),
                () -> {
                    if (legs.isQuiet()) {
                        quiet.countDown();
                    } else if (System.nanoTime() < deadline) {
                        listen(quiet, deadline);
                    }
                });
    }
}
