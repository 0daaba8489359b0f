package org.patchbay.web.internal.rest;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.patchbay.web.internal.http.Gate;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.login.ListenRule;
import org.patchbay.web.internal.login.LoginDesk;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.login.Session;
import org.patchbay.web.internal.login.Sessions;
import org.patchbay.web.internal.login.Token;
import org.patchbay.web.internal.login.Tokens;
import org.patchbay.web.internal.view.HouseView;

/** Logging in and out, and the tokens of programs. */
final class AccessRoutes {
    private static final String COOKIE_TERMS = "; Path=/; Secure; HttpOnly; SameSite=Strict";

    private final LoginDesk desk;
    private final Sessions sessions;
    private final Tokens tokens;
    private final ListenRule listens;
    private final HouseView house;
    private final InstantSource clock;

    AccessRoutes(
            LoginDesk desk,
            Sessions sessions,
            Tokens tokens,
            ListenRule listens,
            HouseView house,
            InstantSource clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.tokens = tokens;
        this.listens = listens;
        this.house = house;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                                "/session",
                                Role.USER,
                                200,
                                "Logs in; sets the cookie of the session",
                                List.of(
                                        Field.text("user", "name"),
                                        Field.text("password", "password")),
                                this::login)
                        .forEverybody()
                        .answering(Schemas.of("Session")),
                Route.get("/session", Role.USER, "Who is logged in", this::session)
                        .forEverybody()
                        .orNothing("Nobody is logged in")
                        .answering(Schemas.of("Session")),
                Route.delete("/session", Role.USER, "Logs out", this::logout),
                Route.get(
                                "/tokens",
                                Role.ADMIN,
                                "Tokens of programs, without their secrets",
                                this::list)
                        .asking(Listing.PARAMETERS)
                        .answering(Schemas.page("Token")),
                Route.post(
                                "/tokens",
                                Role.ADMIN,
                                201,
                                "Makes a token, which is told this once",
                                List.of(
                                        Field.text("name", "for people"),
                                        Field.choice(
                                                "role",
                                                List.of("user", "operator", "admin"),
                                                "what it may")),
                                this::make)
                        .answering(Schemas.of("Token")),
                Route.delete("/tokens/{id}", Role.ADMIN, "Revokes a token", this::revoke));
    }

    private Answer login(Ask ask) {
        LoginDesk.Outcome outcome =
                desk.login(ask.source(), ask.text("user"), ask.text("password"));
        if (outcome instanceof LoginDesk.Outcome.In in) {
            return Answer.of(me(Who.at(in.opened().session())))
                    .with("Set-Cookie", Gate.COOKIE + "=" + in.opened().cookie() + COOKIE_TERMS);
        }
        if (outcome instanceof LoginDesk.Outcome.Wait wait) {
            long seconds = Math.max(1, (wait.until().toMillis() + 999) / 1000);
            throw Problem.later(
                    Problem.Kind.TOO_MANY,
                    "wrong too often; try again in " + seconds + " s",
                    seconds);
        }
        if (outcome instanceof LoginDesk.Outcome.Busy) {
            throw Problem.later(Problem.Kind.ABSENT, "too many log in at once", 2);
        }
        if (outcome instanceof LoginDesk.Outcome.NoRole) {
            throw Problem.of(
                    Problem.Kind.FORBIDDEN, "none of the roles user, operator and admin is yours");
        }
        throw Problem.of(Problem.Kind.WRONG_PASSWORD, "user or password");
    }

    /** Not to be logged in is no error: every page asks before anybody can be. */
    private Answer session(Ask ask) {
        return ask.asker().map(who -> Answer.of(me(who))).orElseGet(Answer::nothing);
    }

    private Map<String, Object> me(Who who) {
        Map<String, Object> me = new LinkedHashMap<>();
        me.put("user", who.user());
        me.put("name", house.nameOf(who.user()));
        me.put("role", who.role().text());
        who.session().map(Session::csrf).ifPresent(csrf -> me.put("csrf", csrf));
        me.put("phone", who.user());
        me.put("mayListen", listens.lets(who.role()));
        return me;
    }

    private Answer logout(Ask ask) {
        Session session =
                ask.who()
                        .session()
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                Problem.Kind.REFUSED,
                                                "a token is revoked, not logged out"));
        sessions.end(session);
        return Answer.nothing().with("Set-Cookie", Gate.COOKIE + "=; Max-Age=0" + COOKIE_TERMS);
    }

    private Answer list(Ask ask) {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        tokens.all().forEach(t -> items.put(t.id(), json(t)));
        return Answer.of(Listing.page(ask, items));
    }

    private static Map<String, Object> json(Token token) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", token.id());
        json.put("name", token.name());
        json.put("role", token.role().text());
        json.put("by", token.by());
        json.put("since", token.since().toEpochMilli());
        return json;
    }

    private Answer make(Ask ask) throws IOException {
        Role role =
                Role.parse(ask.text("role"))
                        .orElseThrow(() -> Problem.at("role", "user, operator or admin"));
        try {
            Tokens.Made made =
                    tokens.make(ask.text("name"), role, ask.who().user(), clock.instant());
            Map<String, Object> json = json(made.token());
            json.put("token", made.text());
            return Answer.made("/api/v1/tokens/" + made.token().id(), json);
        } catch (IllegalArgumentException e) {
            throw Problem.at("name", e.getMessage());
        }
    }

    private Answer revoke(Ask ask) throws IOException {
        if (!tokens.revoke(ask.at("id"))) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "no such token");
        }
        return Answer.nothing();
    }
}
