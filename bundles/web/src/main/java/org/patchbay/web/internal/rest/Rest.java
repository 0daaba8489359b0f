package org.patchbay.web.internal.rest;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.web.internal.login.ListenRule;
import org.patchbay.web.internal.login.LoginDesk;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.login.Sessions;
import org.patchbay.web.internal.login.Tokens;
import org.patchbay.web.internal.parts.Parts;
import org.patchbay.web.internal.view.HouseView;

/** Every route of {@code /api/v1}: the one table. */
public final class Rest {
    private final List<Route> routes = new ArrayList<>();

    public Rest(
            Parts parts,
            HouseView house,
            LoginDesk desk,
            Sessions sessions,
            Tokens tokens,
            ListenRule listens,
            InstantSource clock,
            String version) {
        routes.addAll(new AccessRoutes(desk, sessions, tokens, listens, house, clock).routes());
        routes.addAll(new CallRoutes(parts, house, listens).routes());
        routes.addAll(new HouseRoutes(house).routes());
        routes.addAll(new PartRoutes(parts::directory, parts::counters, parts::media).routes());
        routes.addAll(new RecordRoutes(parts::records, clock).routes());
        routes.addAll(new TraceRoutes(parts::traces).routes());
        routes.addAll(new LockRoutes(parts::locks).routes());
        routes.add(
                Route.get(
                                "/openapi.json",
                                Role.USER,
                                "This document",
                                ask -> Answer.of(OpenApi.document(routes, version)))
                        .forEverybody());
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }
}
