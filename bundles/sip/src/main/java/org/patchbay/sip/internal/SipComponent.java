package org.patchbay.sip.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
import org.patchbay.sip.internal.parts.Parts;

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
                        new SipService.Settings(
                                config.bind$_$address(),
                                config.port(),
                                List.of(config.transports()),
                                threads,
                                Duration.ofSeconds(config.nonce$_$life$_$s()),
                                List.of(config.digest$_$algorithms()),
                                config.max$_$legs() > 0 ? config.max$_$legs() : fitting(),
                                upkeep(config)),
                        parts,
                        InstantSource.system());
        registrations.add(context.registerService(Counters.class, service.figures(), null));
        for (LegProvider provider : service.providers()) {
            registrations.add(context.registerService(LegProvider.class, provider, null));
        }
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
