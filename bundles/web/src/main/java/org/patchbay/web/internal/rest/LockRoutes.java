package org.patchbay.web.internal.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.login.Role;
import org.patchbay.web.internal.parts.Parts;

/** Who is not listened to because of wrong secrets. */
final class LockRoutes {
    private final Parts parts;

    LockRoutes(Parts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                                "/locks",
                                Role.ADMIN,
                                "Addresses and accounts that are not looked at for a while, after"
                                        + " wrong secrets",
                                this::list)
                        .asking(Listing.PARAMETERS),
                Route.delete(
                        "/locks/{of}",
                        Role.ADMIN,
                        "Looks at that address or account again, as the list names it",
                        this::release));
    }

    private Answer list(Ask ask) {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        parts.locks().stream()
                .flatMap(part -> part.locks().stream())
                .forEach(lock -> items.put(lock.source() + " " + lock.account(), json(lock)));
        return Answer.of(Listing.page(ask, items));
    }

    private static Map<String, Object> json(AccessLock lock) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", lock.source());
        json.put("account", lock.account());
        json.put("failures", lock.failures());
        json.put("until", lock.until().toEpochMilli());
        return json;
    }

    private Answer release(Ask ask) {
        int opened = parts.locks().stream().mapToInt(part -> part.release(ask.at("of"))).sum();
        if (opened == 0) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "nothing is locked for " + ask.at("of"));
        }
        return Answer.nothing();
    }
}
