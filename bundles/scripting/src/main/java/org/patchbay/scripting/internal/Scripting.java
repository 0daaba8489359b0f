package org.patchbay.scripting.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.EventSink;
import org.patchbay.call.api.ScriptCatalog;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.NumberPlan;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.scripting.internal.call.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scripting as the framework sees it: configuration in, services in, services out. */
@Component(
        service = ScriptCatalog.class,
        immediate = true,
        configurationPid = "org.patchbay.scripting")
@Designate(ocd = ScriptingSettings.class)
public final class Scripting implements ScriptCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(Scripting.class);

    private final Surroundings surroundings =
            new Surroundings(InstantSource.system(), place("karaf.data").resolve("prompts"));
    private volatile Workshop workshop;

    @Activate
    void activate(BundleContext context, ScriptingSettings config) {
        workshop =
                new Workshop(
                        new Workshop.Settings(
                                place("karaf.base").resolve(config.dir()),
                                place("karaf.data").resolve("cache").resolve("graaljs"),
                                Duration.ofMillis(config.time$_$limit$_$ms()),
                                config.contexts$_$per$_$script()),
                        surroundings,
                        app -> show(context, app));
    }

    @Deactivate
    void deactivate() {
        Workshop open = workshop;
        workshop = null;
        open.close();
    }

    /** A folder of Karaf; the working folder where Karaf is not around. */
    private static Path place(String property) {
        return Path.of(System.getProperty(property, System.getProperty("user.dir")));
    }

    private static Runnable show(BundleContext context, CallApp app) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("name", app.name());
        ServiceRegistration<CallApp> shown =
                context.registerService(CallApp.class, app, properties);
        return () -> {
            try {
                shown.unregister();
            } catch (IllegalStateException e) {
                LOG.debug("{} was taken down by the framework", app.name());
            }
        };
    }

    @Override
    public List<Entry> scripts() {
        Workshop open = workshop;
        return open == null ? List.of() : open.scripts();
    }

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    void bindDirectory(UserDirectory service) {
        surroundings.directory(service);
    }

    void unbindDirectory(UserDirectory service) {
        surroundings.withdraw(service);
    }

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    void bindLocations(LocationService service) {
        surroundings.locations(service);
    }

    void unbindLocations(LocationService service) {
        surroundings.withdraw(service);
    }

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    void bindEvents(EventSink service) {
        surroundings.events(service);
    }

    void unbindEvents(EventSink service) {
        surroundings.withdraw(service);
    }

    @Reference(
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            cardinality = ReferenceCardinality.OPTIONAL)
    void bindNumbers(NumberPlan service) {
        surroundings.numbers(service);
    }

    void unbindNumbers(NumberPlan service) {
        surroundings.withdraw(service);
    }
}
