package org.patchbay.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.patchbay.call.api.CallApp;
import org.patchbay.call.api.ScriptCatalog;
import org.patchbay.directory.api.AccessLocks;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.NumberPlan;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.media.api.CodecFactory;

/**
 * Every part that may be replaced is: its services come back, nothing else stops, and its old class
 * loader is collected.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ReplaceablePartsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject private BundleContext context;

    // the first start of the day may read everything from a slow disk
    @Inject
    @Filter(timeout = 60_000)
    private BootFinished bootFinished;

    @Configuration
    public Option[] config() {
        return Container.options();
    }

    @Test
    public void opus() throws Exception {
        replace("codec-opus", CodecFactory.class);
    }

    @Test
    public void g722() throws Exception {
        replace("codec-g722", CodecFactory.class);
    }

    @Test
    public void numbers() throws Exception {
        replace("numbers", NumberPlan.class);
    }

    @Test
    public void scripting() throws Exception {
        replace("scripting", ScriptCatalog.class);
        await("scripts are apps again", () -> services("scripting", CallApp.class) > 0);
    }

    @Test
    public void directory() throws Exception {
        replace("directory-file", UserDirectory.class);
    }

    @Test
    public void registrar() throws Exception {
        replace("registrar", LocationService.class);
    }

    @Test
    public void console() throws Exception {
        replace("console", null);
    }

    @Test
    public void callRecords() throws Exception {
        replace("call-records", null);
    }

    @Test
    public void web() throws Exception {
        replace("web", AccessLocks.class);
    }

    @Test
    public void trace() throws Exception {
        replace("trace", null);
    }

    private void replace(String name, Class<?> service) throws Exception {
        Bundle bundle = bundle(name);
        Runnable there =
                () ->
                        await(
                                name + " gives its service",
                                () -> service == null || services(name, service) > 0);
        there.run();
        int others = active();

        bundle.stop();
        if (service != null) {
            assertEquals(name + " takes its service along", 0, services(name, service));
        }
        bundle.start();
        there.run();

        WeakReference<ClassLoader> old = loaderOf(bundle);
        String before = bundle.getVersion().toString();
        bundle.update(newer(bundle));
        there.run();
        assertNotEquals(before, bundle.getVersion().toString());
        assertEquals("every other bundle stays up", others, active());
        await(
                "the old class loader of " + name + " is collected",
                () -> {
                    System.gc();
                    return old.get() == null;
                });
    }

    /** In a method of its own, so that no local variable of a long-lived frame keeps the loader. */
    private static WeakReference<ClassLoader> loaderOf(Bundle bundle) {
        ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
        assertNotNull(loader);
        return new WeakReference<>(loader);
    }

    /** The same bundle as a later build: its version is higher. */
    private static InputStream newer(Bundle bundle) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(new URL(bundle.getLocation()).openStream())) {
            Manifest manifest = new Manifest(in.getManifest());
            manifest.getMainAttributes().putValue(Constants.BUNDLE_VERSION, "0.1.1");
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry e = in.getNextJarEntry(); e != null; e = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(e.getName()));
                    in.transferTo(out);
                }
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(b -> ("org.patchbay." + name).equals(b.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + name));
    }

    private int active() {
        return (int)
                Arrays.stream(context.getBundles())
                        .filter(b -> b.getState() == Bundle.ACTIVE)
                        .count();
    }

    /** How many services of that type the bundle gives now. */
    private int services(String name, Class<?> type) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(type.getName(), null);
            return found == null
                    ? 0
                    : (int)
                            Arrays.stream(found)
                                    .filter(r -> bundle(name).equals(r.getBundle()))
                                    .count();
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(what + " within " + LIMIT, System.nanoTime() < end);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
