package org.patchbay.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
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
import org.osgi.framework.ServiceReference;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.CallHub;
import org.patchbay.directory.api.LocationService;
import org.patchbay.directory.api.UserDirectory;
import org.patchbay.media.api.CodecFactory;
import org.patchbay.media.api.MediaEngine;
import org.patchbay.media.api.MediaSessions;

/** The distribution boots, everything in it is up, and each part's services are there. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DistributionIT {
    @Inject private BundleContext context;
    @Inject private FeaturesService features;

    // the first start of the day may read everything from a slow disk
    @Inject
    @Filter(timeout = 60_000)
    private BootFinished bootFinished;

    @Inject private BrowserPhones phones;
    @Inject private CallHub hub;
    @Inject private MediaEngine engine;
    @Inject private MediaSessions sessions;
    @Inject private UserDirectory directory;
    @Inject private LocationService locations;

    @Configuration
    public Option[] config() {
        return Container.options();
    }

    @Test
    public void everyBundleIsActive() {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null
                    && !bundle.getSymbolicName().contains("hamcrest")) {
                boolean up =
                        bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
                assertTrue(bundle + " is in state " + bundle.getState(), up);
            }
        }
    }

    @Test
    public void everyFeatureOfOursIsInstalled() throws Exception {
        for (String name :
                List.of(
                        "hub",
                        "media",
                        "sip",
                        "registrar",
                        "directory-file",
                        "scripting",
                        "console",
                        "call-records",
                        "trace",
                        "webrtc",
                        "http",
                        "passwords",
                        "web")) {
            assertTrue(name, features.isInstalled(features.getFeature("patchbay-" + name)));
        }
    }

    @Test
    public void theHouseIsEmptyAndReady() {
        assertNotNull(hub.snapshot().bootId());
        assertEquals(List.of(), hub.calls());
        // A page of its own comes and goes before there are phones for others.
        assertNotNull(phones);
        WebHouse.await("no session is open", () -> engine.snapshot().sessions() == 0);
        assertEquals(List.of(), locations.all());
        assertNotNull(directory.current());
    }

    @Test
    public void everyCodecIsThere() throws Exception {
        TreeSet<String> names = new TreeSet<>();
        for (ServiceReference<CodecFactory> r :
                context.getServiceReferences(CodecFactory.class, null)) {
            names.add(context.getService(r).name());
        }
        assertEquals(new TreeSet<>(List.of("G722", "PCMA", "PCMU", "opus")), names);
        assertEquals("opus", sessions.codecs().get(0));
    }

    @Test
    public void theConsoleListensOnLoopbackOnlyAndNobodyHasADefaultPassword() throws Exception {
        String etc = System.getProperty("karaf.etc");
        String shell = Files.readString(Path.of(etc, "org.apache.karaf.shell.cfg"));
        assertTrue(shell.replace(" ", "").contains("sshHost=127.0.0.1"));
        for (String line : Files.readAllLines(Path.of(etc, "users.properties"))) {
            assertFalse(line, !line.isBlank() && !line.startsWith("#"));
        }
    }
}
