package org.patchbay.console.internal.command;

import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Services held no longer than one run of a command. */
final class Services {
    private Services() {}

    static boolean isThere(BundleContext context, Class<?> type) {
        return context.getServiceReference(type) != null;
    }

    /** False where there is none; then {@code use} did not run. */
    static <T> boolean use(BundleContext context, Class<T> type, Consumer<T> use) {
        ServiceReference<T> reference = context.getServiceReference(type);
        T service = reference == null ? null : context.getService(reference);
        if (service == null) {
            return false;
        }
        try {
            use.accept(service);
        } finally {
            context.ungetService(reference);
        }
        return true;
    }

    /** Every service of that type, one after the other. */
    static <T> void useAll(BundleContext context, Class<T> type, Consumer<T> use) {
        try {
            for (ServiceReference<T> reference : context.getServiceReferences(type, null)) {
                T service = context.getService(reference);
                if (service != null) {
                    try {
                        use.accept(service);
                    } finally {
                        context.ungetService(reference);
                    }
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
