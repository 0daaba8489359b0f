package org.patchbay.hub.internal.ready;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.patchbay.call.api.CallApp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what the house is made of as soon as somebody decides about calls. The first call would
 * wait for some five hundred classes otherwise, each for the first that needs it: a third of a
 * second. Knows nobody of them: whoever is of the house is loaded.
 */
@Component(immediate = true)
public final class FirstCall {
    private static final Logger LOG = LoggerFactory.getLogger(FirstCall.class);

    private static final String OURS = "org.patchbay.";

    private Thread thread;
    private volatile boolean over;

    /** By the first of them the rest of the house is there. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindApp(CallApp app) {
        if (thread == null) {
            Bundle[] bundles =
                    FrameworkUtil.getBundle(FirstCall.class).getBundleContext().getBundles();
            thread = new Thread(() -> load(bundles), "blocking-hub-ready");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY); // the house may be at work already
            thread.start();
        }
    }

    void unbindApp(CallApp app) {
        // what is loaded stays loaded
    }

    private void load(Bundle[] bundles) {
        long from = System.nanoTime();
        int count =
                Arrays.stream(bundles)
                        .filter(b -> String.valueOf(b.getSymbolicName()).startsWith(OURS))
                        .mapToInt(this::load)
                        .sum();
        LOG.info(
                "ready for the first call: {} classes in {} ms",
                count,
                (System.nanoTime() - from) / 1_000_000);
    }

    private int load(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return 0;
        }
        int options = BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL;
        int count = 0;
        for (String path : wiring.listResources("org/patchbay", "*.class", options)) {
            if (over) {
                break;
            }
            count += load(path, wiring.getClassLoader()) ? 1 : 0;
        }
        return count;
    }

    private static boolean load(String path, ClassLoader loader) {
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        try {
            Class.forName(name, true, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError | IllegalStateException e) {
            LOG.debug("not loaded before it is needed: {}", name, e);
            return false; // something optional is not there, or the bundle goes just now
        }
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        over = true;
        Thread loading;
        synchronized (this) {
            loading = thread;
        }
        if (loading != null) {
            loading.join(2000);
        }
    }
}
