package org.patchbay.passwords.internal;

import java.util.Hashtable;
import java.util.Map;
import org.apache.karaf.jaas.modules.EncryptionService;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Before Karaf's realm starts, which waits for it: hence no declarative service, and a start level
 * of its own.
 */
public final class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        context.registerService(
                EncryptionService.class,
                new PasswordHash(),
                new Hashtable<>(Map.of("name", PasswordHash.NAME)));
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the service away
    }
}
