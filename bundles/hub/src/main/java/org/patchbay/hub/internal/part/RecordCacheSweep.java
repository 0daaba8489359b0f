package org.patchbay.hub.internal.part;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of the class loaders of bundles that have left. The JDK makes {@code equals}, {@code
 * hashCode} and {@code toString} of records from three method handles of its own, and each of these
 * remembers the component type that it was last adapted to: the last record of a part that was
 * replaced would keep its loader for ever (JDK 17, {@link ObjectMethods}). Adapting them to a type
 * of the JDK overwrites that memory.
 */
@Component(
        immediate = true,
        service = {})
public final class RecordCacheSweep implements BundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(RecordCacheSweep.class);
    private static final int GONE =
            BundleEvent.UNINSTALLED | BundleEvent.UPDATED | BundleEvent.STOPPED;

    private record OfTheJdk(String component) {}

    private BundleContext context;

    @Activate
    void activate(BundleContext bundleContext) {
        context = bundleContext;
        context.addBundleListener(this);
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if ((event.getType() & GONE) != 0) {
            sweep();
        }
    }

    static void sweep() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle component = lookup.findGetter(OfTheJdk.class, "component", String.class);
            MethodType of = MethodType.methodType(boolean.class, OfTheJdk.class, Object.class);
            adapt(lookup, "equals", of, component);
            adapt(lookup, "hashCode", MethodType.methodType(int.class, OfTheJdk.class), component);
            adapt(
                    lookup,
                    "toString",
                    MethodType.methodType(String.class, OfTheJdk.class),
                    component);
        } catch (Throwable e) { // as bootstrap declares; what is lost is memory, not a call
            LOG.warn("class loaders of replaced parts may stay in memory: {}", e.toString());
        }
    }

    private static void adapt(
            MethodHandles.Lookup lookup, String name, MethodType type, MethodHandle component)
            throws Throwable {
        ObjectMethods.bootstrap(lookup, name, type, OfTheJdk.class, "component", component);
    }
}
