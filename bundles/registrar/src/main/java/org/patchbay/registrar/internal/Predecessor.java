package org.patchbay.registrar.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.patchbay.directory.api.Binding;
import org.patchbay.directory.api.LocationService;

/**
 * An older registrar that is there when we come: its bindings are ours at once, and again when it
 * goes, for what it did until then. Nothing of it is held afterwards.
 */
final class Predecessor implements ServiceListener, AutoCloseable {
    private final BundleContext context;
    private final Consumer<List<Binding>> heir;
    private ServiceReference<LocationService> reference;
    private LocationService service;

    private Predecessor(BundleContext context, Consumer<List<Binding>> heir) {
        this.context = context;
        this.heir = heir;
    }

    static Predecessor follow(BundleContext context, Consumer<List<Binding>> heir) {
        Predecessor predecessor = new Predecessor(context, heir);
        predecessor.find();
        return predecessor;
    }

    private synchronized void find() {
        for (ServiceReference<LocationService> there : references()) {
            if (there.getBundle() != null
                    && !there.getBundle().equals(context.getBundle())
                    && Objects.equals(
                            there.getBundle().getSymbolicName(),
                            context.getBundle().getSymbolicName())) {
                reference = there;
                service = context.getService(there);
                break;
            }
        }
        if (service != null) {
            context.addServiceListener(this);
            heir.accept(service.all());
        }
    }

    private Collection<ServiceReference<LocationService>> references() {
        try {
            return new ArrayList<>(context.getServiceReferences(LocationService.class, null));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter cannot be wrong", e);
        }
    }

    @Override
    public synchronized void serviceChanged(ServiceEvent event) {
        if (service != null
                && event.getType() == ServiceEvent.UNREGISTERING
                && event.getServiceReference().equals(reference)) {
            heir.accept(service.all());
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (service != null) {
            context.removeServiceListener(this);
            context.ungetService(reference);
            service = null;
            reference = null;
        }
    }
}
