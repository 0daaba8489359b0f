package org.patchbay.webrtc.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.LegProvider;
import org.patchbay.media.api.IcePaths;
import org.patchbay.webrtc.internal.ice.IceSettings;
import org.patchbay.webrtc.internal.ice.StunServer;
import org.patchbay.webrtc.internal.phone.HouseLimits;
import org.patchbay.webrtc.internal.phone.Parts;
import org.patchbay.webrtc.internal.turn.IceServers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives phones in browsers to the container, as soon as they are warm. */
@Component(configurationPid = "org.patchbay.webrtc", immediate = true)
@Designate(ocd = WebRtcConfig.class)
public final class WebRtcComponent {
    private static final Logger LOG = LoggerFactory.getLogger(WebRtcComponent.class);

    /** So long a warm-up is waited for that is still under way at the end. */
    private static final long WARM_MS = 3_000;

    private final List<ServiceRegistration<?>> given = new ArrayList<>();

    /** Null before it is there, and where the port cannot be had. */
    private BrowserHouse house;

    private boolean over;
    private final Thread warm;

    /** Nobody waits for it: its libraries take a while to load. */
    @Activate
    public WebRtcComponent(
            BundleContext context, @Reference ServicedParts parts, WebRtcConfig config)
            throws UnknownHostException {
        BrowserHouse.Settings settings = settings(config);
        warm = new Thread(() -> open(context, parts, settings), "blocking-webrtc-warm");
        warm.setDaemon(true);
        warm.start();
    }

    private void open(BundleContext context, Parts parts, BrowserHouse.Settings settings) {
        BrowserHouse made = open(parts, settings);
        if (made == null) {
            return;
        }
        long ms = made.warmUp();
        synchronized (given) {
            if (over) {
                made.close();
                return;
            }
            house = made;
            given.add(context.registerService(BrowserPhones.class, made.phones(), null));
            given.add(context.registerService(LegProvider.class, made.phones(), null));
            given.add(context.registerService(IcePaths.class, made.paths(), null));
        }
        LOG.info("browsers on port {}, warm after {} ms", made.port(), ms);
    }

    private static BrowserHouse open(Parts parts, BrowserHouse.Settings settings) {
        try {
            return BrowserHouse.open(parts, settings);
        } catch (IOException e) {
            LOG.warn("no phones in browsers, for the port cannot be had: {}", e.getMessage());
            return null;
        }
    }

    private static BrowserHouse.Settings settings(WebRtcConfig config) throws UnknownHostException {
        return new BrowserHouse.Settings(
                new IceSettings(
                        InetAddress.getByName(config.bind$_$address()),
                        config.port(),
                        config.tcp(),
                        addresses(config.public$_$addresses()),
                        present(new String[] {config.stun$_$server()}).stream()
                                .map(StunServer::parse)
                                .findFirst()),
                new IceServers(
                        present(config.ice$_$servers()),
                        config.turn$_$secret(),
                        Duration.ofSeconds(config.turn$_$life())),
                new HouseLimits(
                        config.max$_$sessions(),
                        config.max$_$sessions$_$of$_$user(),
                        config.max$_$pages(),
                        config.max$_$pages$_$of$_$user(),
                        50,
                        200),
                Duration.ofSeconds(config.keep()));
    }

    private static List<String> present(String[] values) {
        return Arrays.stream(values).map(String::strip).filter(v -> !v.isEmpty()).toList();
    }

    private static List<InetAddress> addresses(String[] values) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (String value : present(values)) {
            all.add(InetAddress.getByName(value));
        }
        return all;
    }

    @Deactivate
    public void deactivate() {
        BrowserHouse current;
        synchronized (given) {
            over = true;
            given.forEach(ServiceRegistration::unregister);
            current = house;
        }
        awaitWarm();
        if (current != null) {
            current.close();
            LOG.info("browsers are gone");
        }
    }

    /** Its classes go with the bundle. */
    private void awaitWarm() {
        try {
            warm.join(WARM_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
