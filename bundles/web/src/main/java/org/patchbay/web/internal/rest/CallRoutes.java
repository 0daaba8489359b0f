package org.patchbay.web.internal.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallHub;
import org.patchbay.call.api.CallId;
import org.patchbay.call.api.CommandResult;
import org.patchbay.call.api.Target;
import org.patchbay.directory.api.Directory;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.http.Who;
import org.patchbay.web.internal.login.ListenRule;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.parts.Parts;
import org.patchbay.web.internal.view.HouseView;

/** Calls, and what can be done with them. */
final class CallRoutes {
    private static final long PATIENCE_S = 5;

    private final Parts parts;
    private final HouseView house;
    private final ListenRule listens;

    CallRoutes(Parts parts, HouseView house, ListenRule listens) {
        this.parts = parts;
        this.house = house;
        this.listens = listens;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/calls", Role.OPERATOR, "Calls that are up, oldest first", this::list)
                        .asking(
                                Lists.with(
                                        Field.text("id", "those only, with commas between them")
                                                .optional(),
                                        Field.text("state", "in that state only").optional(),
                                        Field.text("room", "that room only").optional()))
                        .answering(Schemas.page("Call")),
                Route.get("/calls/{id}", Role.OPERATOR, "One call", this::one)
                        .answering(Schemas.of("Call")),
                Route.get("/legs", Role.OPERATOR, "Legs of all calls", this::legs)
                        .asking(
                                Lists.with(
                                        Field.text("target", "to or from that only").optional(),
                                        Field.text("state", "in that state only").optional()))
                        .answering(Schemas.page("Leg")),
                Route.post(
                                "/calls",
                                Role.USER,
                                201,
                                "Rings somebody, and when it answers, dials for it; users do so for"
                                        + " their own phones only",
                                List.of(
                                        Field.text("from", "`browser:anna` or `device:1002`"),
                                        Field.text("to", "a number")),
                                this::originate)
                        .answering(Schemas.of("Commanded")),
                Route.delete("/calls/{id}", Role.OPERATOR, "Ends a call", this::end),
                Route.post(
                                "/calls/{id}/commands",
                                Role.OPERATOR,
                                200,
                                "Does something with a call",
                                Commands.fields(),
                                this::command)
                        .told(Commands.schema(), Schemas.of("Commanded")));
    }

    private Answer list(Ask ask) {
        TreeMap<String, Map<String, Object>> calls =
                ask.query("id").map(CallRoutes::ids).map(house::calls).orElseGet(house::calls);
        Lists.keep(calls, ask, "state");
        Lists.keep(calls, ask, "room");
        return Answer.of(Listing.page(ask, calls));
    }

    private static Set<CallId> ids(String text) {
        return Stream.of(text.split(",")).map(CallId::new).collect(Collectors.toSet());
    }

    private Answer one(Ask ask) {
        return Answer.of(
                hub().call(id(ask))
                        .map(house::call)
                        .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "no such call")));
    }

    private Answer legs(Ask ask) {
        TreeMap<String, Map<String, Object>> legs = house.legs();
        Lists.keep(legs, ask, "target");
        Lists.keep(legs, ask, "state");
        return Answer.of(Listing.page(ask, legs));
    }

    private Answer originate(Ask ask) {
        Target from = Commands.target("from", ask.text("from"));
        if (!ask.who().role().includes(Role.OPERATOR) && !isOwn(ask.who(), from)) {
            throw Problem.of(Problem.Kind.FORBIDDEN, from + " is not your phone");
        }
        CallId call = execute(new CallCommand.Originate(from, ask.text("to")));
        return Answer.made("/api/v1/calls/" + call, Map.of("call", call.value()));
    }

    /** The browser's phone, or a device of the user of the directory that has the same name. */
    private boolean isOwn(Who who, Target from) {
        if (from.scheme().equals("browser")) {
            return from.address().equals(who.user());
        }
        Optional<Directory> directory = house.directory();
        return from.scheme().equals("device")
                && directory
                        .map(d -> d.users().get(who.user()))
                        .map(u -> u.devices().contains(from.address()))
                        .orElse(false);
    }

    private Answer end(Ask ask) {
        requireCall(ask);
        execute(new CallCommand.Hangup(id(ask), Optional.empty()));
        return Answer.nothing();
    }

    private Answer command(Ask ask) {
        requireCall(ask);
        CallCommand command = Commands.read(id(ask), ask);
        if (command instanceof CallCommand.Listen listen) {
            requireListener(ask.who(), listen.by());
        }
        return Answer.of(Map.of("call", execute(command).value()));
    }

    /** With a phone of one's own, lest somebody else hears what only the one with the role may. */
    private void requireListener(Who who, Target by) {
        if (!listens.lets(who.role())) {
            String role = listens.least().map(r -> "for the role " + r.text()).orElse("for nobody");
            throw Problem.of(Problem.Kind.FORBIDDEN, "listening in: " + role);
        }
        if (!who.role().includes(Role.ADMIN) && !isOwn(who, by)) {
            throw Problem.of(Problem.Kind.FORBIDDEN, by + " is not your phone");
        }
    }

    private void requireCall(Ask ask) {
        if (hub().call(id(ask)).isEmpty()) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "no such call");
        }
    }

    private static CallId id(Ask ask) {
        return new CallId(ask.at("id"));
    }

    private CallHub hub() {
        return parts.hub().orElseThrow(() -> Problem.of(Problem.Kind.ABSENT, "no hub"));
    }

    private CallId execute(CallCommand command) {
        CommandResult result;
        try {
            result =
                    hub().execute(command)
                            .toCompletableFuture()
                            .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
                            .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw Problem.of(Problem.Kind.TOO_SLOW, "nothing after " + PATIENCE_S + " s");
            }
            throw e;
        }
        if (result instanceof CommandResult.Refused refused) {
            throw Problem.of(Problem.Kind.REFUSED, refused.reason());
        }
        return ((CommandResult.Done) result).call();
    }
}
