package org.patchbay.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.After;
import org.junit.Before;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.patchbay.call.api.BrowserPhones;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.LegProvider;
import org.patchbay.directory.api.AccessLocks;
import org.patchbay.media.api.MediaEngine;

/** The house by HTTPS in the container, with phones of ours in the place of browsers. */
public abstract class WebHouse {
    static final Duration LIMIT = Duration.ofSeconds(30);
    static final Duration TWO_LOOKS = Duration.ofSeconds(60);
    static final String EVENTS = "/api/v1/events";
    static final String PHONE = "/api/v1/phone";

    @Inject BundleContext context;

    // the first start of the day may read everything from a slow disk
    @Inject
    @Filter(timeout = 60_000)
    private BootFinished bootFinished;

    @Inject CallHub hub;
    @Inject private MediaEngine engine;

    FakePhones phones;
    final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Configuration
    public Option[] config() {
        List<Option> options = new ArrayList<>(Arrays.asList(Container.options()));
        options.addAll(House.options());
        return options.toArray(Option[]::new);
    }

    @Before
    public void begin() throws BundleException {
        bundle("org.patchbay.webrtc").stop(); // its place is ours
        phones = new FakePhones(engine);
        registrations.add(context.registerService(LegProvider.class, phones, null));
        registrations.add(context.registerService(BrowserPhones.class, phones, null));
        await("the server listens", () -> status("/api/v1/openapi.json") == 200);
    }

    @After
    public void end() throws Exception {
        registrations.forEach(ServiceRegistration::unregister);
        for (var reference : context.getServiceReferences(AccessLocks.class, null)) {
            context.getService(reference).release("127.0.0.1");
        }
    }

    Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(b -> b.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static int status(String path) {
        try {
            return new Browser().get(path).statusCode();
        } catch (Exception e) {
            return -1;
        }
    }

    static void await(String what, BooleanSupplier condition) {
        await(LIMIT, what, condition);
    }

    static void await(Duration limit, String what, BooleanSupplier condition) {
        long until = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                fail("not within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    static void assertProblem(int status, HttpResponse<String> answer) throws Exception {
        assertEquals(answer.body(), status, answer.statusCode());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").get());
        assertEquals(status, Browser.json(answer).path("status").asInt());
    }

    /** Not to be logged in is no error. */
    static void assertNobody(HttpResponse<String> answer) {
        assertEquals(answer.body(), 204, answer.statusCode());
        assertEquals("", answer.body());
    }

    static String from(String target) {
        return "{\"from\":\"" + target + "\",\"to\":\"8001\"}";
    }

    static JsonNode of(Browser who, String path) {
        try {
            return Browser.json(who.get(path));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
