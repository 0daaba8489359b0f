package org.patchbay.sip.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.call.api.Counters;
import org.patchbay.call.api.LegProvider;
import org.patchbay.call.api.WireTrace;
import org.patchbay.directory.api.AccessLocks;
import org.patchbay.directory.api.TrunkStates;
import org.patchbay.sip.internal.auth.Guesses;
import org.patchbay.sip.internal.dialog.SessionTimer;
import org.patchbay.sip.internal.leg.DialogRules;
import org.patchbay.sip.internal.parts.Parts;
import org.patchbay.sip.internal.subscribe.SubscribeSettings;
import org.patchbay.sip.internal.tls.TlsSettings;
import org.patchbay.sip.internal.trace.SipTape;
import org.patchbay.sip.internal.ws.WsSettings;

/**
 * Starts and stops SIP with its configuration. Without one nothing listens: the port is the
 * operator's choice, not a default's.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.patchbay.sip",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SipConfig.class)
public final class SipComponent {
    /** A leg in a running call takes half of that, the rest is for the work on it. */
    private static final long LEG_BYTES = 128 * 1024;

    private final SipService service;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public SipComponent(BundleContext context, SipConfig config, @Reference Parts parts) {
        int threads =
                config.threads() > 0
                        ? config.threads()
                        : Math.max(2, Runtime.getRuntime().availableProcessors());
        service =
                new SipService(
                        new SipSettings(
                                config.bind$_$address(),
                                config.port(),
                                List.of(config.transports()),
                                threads,
                                Duration.ofSeconds(config.nonce$_$life$_$s()),
                                List.of(config.digest$_$algorithms()),
                                config.max$_$legs() > 0 ? config.max$_$legs() : fitting(),
                                upkeep(config),
                                new SipSecurity(
                                        tls(config, context),
                                        ws(config),
                                        config.srtp$_$without$_$tls(),
                                        guesses(config)),
                                new SipTape.Limits(
                                        config.trace$_$memory$_$mb() * (1L << 20),
                                        Duration.ofMinutes(config.trace$_$minutes())),
                                NameServers.read(config.name$_$servers()),
                                dialogs(config),
                                subscribe(config)),
                        parts,
                        InstantSource.system());
        registrations.add(context.registerService(Counters.class, service.figures(), null));
        registrations.add(context.registerService(WireTrace.class, service.trace(), null));
        registrations.add(context.registerService(AccessLocks.class, service.accessLocks(), null));
        registrations.add(context.registerService(TrunkStates.class, service.trunkStates(), null));
        for (LegProvider provider : service.providers()) {
            registrations.add(context.registerService(LegProvider.class, provider, null));
        }
    }

    private static DialogRules dialogs(SipConfig config) {
        int least = Math.max(SessionTimer.Rules.USUAL.leastS(), config.min$_$se$_$s());
        int wanted = config.session$_$expires$_$s();
        return new DialogRules(
                new SessionTimer.Rules(wanted <= 0 ? 0 : Math.max(wanted, least), least),
                Duration.ofSeconds(Math.max(0, config.media$_$timeout$_$s())),
                Duration.ofSeconds(Math.max(0, config.media$_$timeout$_$held$_$s())));
    }

    private static SubscribeSettings subscribe(SipConfig config) {
        return new SubscribeSettings(
                config.watch$_$lines(),
                config.subscriptions$_$of$_$device(),
                config.subscriptions(),
                config.subscribe$_$shortest$_$s(),
                config.subscribe$_$longest$_$s());
    }

    private static Guesses.Rules guesses(SipConfig config) {
        return new Guesses.Rules(
                config.guess$_$free$_$tries(),
                Duration.ofSeconds(config.guess$_$longest$_$wait$_$s()),
                config.guess$_$accounts$_$of$_$source(),
                config.guess$_$failures$_$of$_$account(),
                Duration.ofSeconds(config.guess$_$lock$_$s()));
    }

    private static Optional<TlsSettings> tls(SipConfig config, BundleContext context) {
        if (config.tls$_$port() == 0 && config.wss$_$port() == 0) {
            return Optional.empty();
        }
        String trust = config.tls$_$trust().strip();
        return Optional.of(
                new TlsSettings(
                        config.tls$_$port(),
                        file(config.tls$_$certificate(), "certificate.pem", context),
                        file(config.tls$_$key(), "key.pem", context),
                        trust.isEmpty() ? Optional.empty() : Optional.of(Path.of(trust)),
                        ownNames(config.bind$_$address())));
    }

    private static WsSettings ws(SipConfig config) {
        return new WsSettings(
                config.wss$_$port(),
                Stream.of(config.wss$_$origins())
                        .flatMap(o -> Stream.of(o.split(",")))
                        .map(String::strip)
                        .filter(o -> !o.isEmpty())
                        .toList());
    }

    private static Path file(String configured, String usual, BundleContext context) {
        String etc = context.getProperty("karaf.etc");
        Path folder = Path.of(etc == null ? "etc" : etc, "tls");
        return (configured.isBlank() ? folder.resolve(usual) : Path.of(configured.strip()))
                .toAbsolutePath();
    }

    /** By which phones may know this machine. */
    private static List<String> ownNames(String bindAddress) {
        Set<String> names = new LinkedHashSet<>();
        if (!bindAddress.equals("0.0.0.0") && !bindAddress.equals("::")) {
            names.add(bindAddress);
        }
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // it has none that anybody knows
        }
        names.add("localhost");
        return List.copyOf(names);
    }

    private static Upkeep.Settings upkeep(SipConfig config) {
        return new Upkeep.Settings(
                Duration.ofSeconds(config.watchdog$_$interval$_$s()),
                config.watchdog$_$failures(),
                Duration.ofSeconds(config.tcp$_$idle$_$s()),
                Duration.ofSeconds(config.tcp$_$message$_$s()));
    }

    /** How many legs the heap has room for, beside everything else. */
    private static int fitting() {
        return (int) Math.max(100, Math.min(100_000, Runtime.getRuntime().maxMemory() / LEG_BYTES));
    }

    @Deactivate
    void stop() {
        service.close();
        registrations.forEach(ServiceRegistration::unregister);
    }
}
