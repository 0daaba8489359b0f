package org.patchbay.web.internal;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.patchbay.call.api.Counters;
import org.patchbay.call.api.HouseEvent;
import org.patchbay.directory.api.AccessLocks;
import org.patchbay.web.internal.http.Bodies;
import org.patchbay.web.internal.http.Errands;
import org.patchbay.web.internal.http.Gate;
import org.patchbay.web.internal.http.Guard;
import org.patchbay.web.internal.https.HttpsServer;
import org.patchbay.web.internal.live.Broadcast;
import org.patchbay.web.internal.live.EventsServlet;
import org.patchbay.web.internal.live.PhoneServlet;
import org.patchbay.web.internal.live.Sockets;
import org.patchbay.web.internal.live.Switchboard;
import org.patchbay.web.internal.login.Guesses;
import org.patchbay.web.internal.login.ListenRule;
import org.patchbay.web.internal.login.LoginDesk;
import org.patchbay.web.internal.login.Realm;
import org.patchbay.web.internal.login.Sessions;
import org.patchbay.web.internal.login.TokenFile;
import org.patchbay.web.internal.login.Tokens;
import org.patchbay.web.internal.login.UsersFile;
import org.patchbay.web.internal.pages.Assets;
import org.patchbay.web.internal.pages.PagesServlet;
import org.patchbay.web.internal.parts.Parts;
import org.patchbay.web.internal.rest.Rest;
import org.patchbay.web.internal.rest.RestServlet;
import org.patchbay.web.internal.view.HouseView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the web with its configuration. Without one nothing listens. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.patchbay.web",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = WebConfig.class)
public final class WebComponent {
    private static final Logger LOG = LoggerFactory.getLogger(WebComponent.class);
    private static final Duration LOOK_AROUND_EVERY = Duration.ofSeconds(5);
    private static final Duration ASK_SOCKETS_EVERY = Duration.ofSeconds(20);
    private static final Duration LEVELS_EVERY = Duration.ofMillis(200);

    private final BundleContext context;
    private final InstantSource clock = InstantSource.system();
    private final HttpsServer server;
    private final Assets assets;
    private final Sessions sessions;
    private final UsersFile users;
    private final Broadcast broadcast;
    private final Sockets sockets;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final ThreadPoolExecutor errands =
            new ThreadPoolExecutor(
                    Errands.MOST,
                    Errands.MOST,
                    30,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    r -> new Thread(r, "blocking-web-errand"));
    private final ScheduledThreadPoolExecutor upkeep =
            new ScheduledThreadPoolExecutor(1, r -> new Thread(r, "blocking-web"));

    /**
     * @throws IOException where the tokens cannot be read
     */
    @Activate
    public WebComponent(
            BundleContext context,
            WebConfig config,
            @Reference ConfigurationAdmin configurations,
            @Reference Parts parts)
            throws IOException {
        this.context = context;
        String version = context.getBundle().getVersion().toString();
        HouseView house = new HouseView(parts, version, clock.instant());
        assets = new Assets(context);
        server = new HttpsServer(WebSettings.https(config), configurations);
        sessions = new Sessions(WebSettings.sessions(config));
        Realm realm = new Realm();
        users = new UsersFile(WebSettings.etc().resolve("users.properties"), realm::readsFile);
        TokenFile file = new TokenFile(WebSettings.data().resolve("tokens.json"));
        Tokens tokens = new Tokens(file.read(), file, users);
        Gate gate = new Gate(sessions, tokens, clock);
        LoginDesk desk =
                new LoginDesk(
                        (user, password) -> {
                            lookAtUsers();
                            return realm.login(user, password);
                        },
                        new Guesses(WebSettings.guesses(config)),
                        sessions,
                        clock,
                        lock ->
                                parts.events()
                                        .ifPresent(
                                                e -> e.publish(new HouseEvent.AccessLocked(lock))));
        broadcast =
                new Broadcast(parts, house, config.watchers(), config.events$_$kept(), gate::knows);
        Switchboard switchboard = new Switchboard(parts, house, config.phones(), gate::knows);
        sockets = new Sockets(broadcast, switchboard);
        sessions.onEnd(sockets::ended);
        tokens.onRevoked(sockets::revoked);

        errands.allowCoreThreadTimeOut(true);
        assets.open();
        register(AccessLocks.class, desk, Map.of());
        register(Counters.class, new WebFigures(sessions, sockets), Map.of());
        register(Filter.class, new Guard(), whiteboard("filter", "/*"));
        serve(new PagesServlet(assets), "/");
        ListenRule listens = ListenRule.parse(config.listen$_$role());
        Rest rest = new Rest(parts, house, desk, sessions, tokens, listens, clock, version);
        serve(new RestServlet(rest, gate, bodies(), new Errands(errands)), "/api/v1/*");
        serve(new EventsServlet(gate, broadcast), "/api/v1/events");
        serve(new PhoneServlet(gate, switchboard), "/api/v1/phone");
        register(ConnectorFactory.class, server, Map.of());
        broadcast.follow();
        upkeep.execute(server::refresh);
        every(LOOK_AROUND_EVERY, this::lookAround);
        every(ASK_SOCKETS_EVERY, () -> sockets.tick(sessions, clock.millis()));
        every(LEVELS_EVERY, broadcast::levels);
    }

    /** Each with a deadline, before which most of them come. */
    private Bodies bodies() {
        upkeep.setRemoveOnCancelPolicy(true);
        return new Bodies(
                (work, in) -> upkeep.schedule(work, in.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void serve(Servlet servlet, String pattern) {
        register(Servlet.class, servlet, whiteboard("servlet", pattern));
    }

    private void lookAround() {
        server.refresh();
        server.tick();
        broadcast.follow();
        sessions.tick(clock.millis());
        lookAtUsers();
    }

    private void lookAtUsers() {
        Set<String> changed = users.changed();
        if (!changed.isEmpty()) {
            sessions.endOf(changed);
            sockets.ask(); // of tokens whose maker may no longer
        }
    }

    private static Map<String, Object> whiteboard(String kind, String pattern) {
        String all = "osgi.http.whiteboard." + kind + ".";
        return Map.of(all + "pattern", pattern, all + "asyncSupported", true);
    }

    private <T> void register(Class<T> type, T service, Map<String, Object> properties) {
        registrations.add(context.registerService(type, service, new Hashtable<>(properties)));
    }

    /** Whatever breaks once is done again the next time. */
    private void every(Duration period, Runnable work) {
        upkeep.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.error("upkeep broke", e);
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void stop() {
        upkeep.shutdownNow();
        errands.shutdownNow();
        sockets.close();
        broadcast.close();
        server.close();
        registrations.forEach(ServiceRegistration::unregister);
        assets.close();
    }
}
