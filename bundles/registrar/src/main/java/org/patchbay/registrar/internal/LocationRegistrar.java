package org.patchbay.registrar.internal;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.call.api.EventSink;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.directory.api.AddressOfRecord;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.BindingChange;
import org.patchbay.directory.api.Directory;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.RegisterOutcome;
import org.patchbay.directory.api.RegisterRequest;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.registrar.internal.binding.Limits;
import org.patchbay.registrar.internal.store.BindingFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service: wires a {@link Registrar} to its settings and to the house's events. */
@Component(
        service = LocationService.class,
        immediate = true,
        configurationPid = "org.patchbay.registrar")
@Designate(ocd = RegistrarConfig.class)
public final class LocationRegistrar implements LocationService {
    private static final Logger LOG = LoggerFactory.getLogger(LocationRegistrar.class);
    private static final Limits DEFAULTS = new Limits(3600, 60, 7200, 10, 50_000);

    /** Null while there is no hub to number events. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile EventSink events;

    private volatile Registrar registrar;
    private Predecessor predecessor;
    private final Devices devices = new Devices(this::retain);

    @Activate
    void activate(RegistrarConfig config, BundleContext context) {
        registrar =
                new Registrar(
                        limits(config),
                        new BindingFile(file(config.file(), context)),
                        bootId(),
                        InstantSource.system(),
                        this::publish);
        registrar.start();
        devices.current().ifPresent(this::retain);
        predecessor = Predecessor.follow(context, registrar::takeOver);
    }

    @Deactivate
    void deactivate() {
        predecessor.close();
        registrar.close();
    }

    /** Without a directory every binding stays: it may only be on its way. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindDirectory(UserDirectory directory) {
        devices.follow(directory);
    }

    void unbindDirectory(UserDirectory directory) {
        devices.leave(directory);
    }

    private void retain(Directory directory) {
        Registrar current = registrar;
        if (current != null) {
            current.retain(
                    aor ->
                            aor.equals(directory.aor(aor.user()))
                                    && directory.devices().containsKey(aor.user()));
        }
    }

    private static Limits limits(RegistrarConfig c) {
        try {
            return new Limits(
                    c.default$_$expires$_$s(),
                    c.min$_$expires$_$s(),
                    c.max$_$expires$_$s(),
                    c.max$_$contacts(),
                    c.max$_$bindings());
        } catch (IllegalArgumentException e) {
            LOG.warn("settings are refused, the defaults are in force: {}", e.getMessage());
            return DEFAULTS;
        }
    }

    private static Path file(String configured, BundleContext context) {
        if (!configured.isBlank()) {
            return Path.of(configured).toAbsolutePath();
        }
        String data = context.getProperty("karaf.data");
        return Path.of(data == null ? "data" : data, "registrar", "bindings.json").toAbsolutePath();
    }

    /** Another process may get the same id, but not started in the same millisecond. */
    private static String bootId() {
        return ProcessHandle.current().pid()
                + "-"
                + ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private void publish(BindingChange change) {
        EventSink sink = events;
        if (sink != null) {
            sink.publish(new HouseEvent.DeviceChanged(change));
        }
    }

    @Override
    public List<Binding> bindings(AddressOfRecord aor) {
        return registrar.bindings(aor);
    }

    @Override
    public List<Binding> all() {
        return registrar.all();
    }

    @Override
    public RegisterOutcome register(RegisterRequest request) {
        return registrar.register(request);
    }

    @Override
    public void connectionLost(String connection) {
        registrar.connectionLost(connection);
    }

    @Override
    public void retainConnections(Predicate<String> alive) {
        registrar.retainConnections(alive);
    }

    @Override
    public AutoCloseable onChange(Consumer<BindingChange> listener) {
        return registrar.onChange(listener);
    }
}
