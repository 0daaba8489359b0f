package org.patchbay.web.internal.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.patchbay.directory.api.AccessLock;
import org.patchbay.directory.api.AccessLocks;
import org.patchbay.web.internal.http.Problem;
import org.patchbay.web.internal.login.Role;

/** Who is not listened to because of wrong secrets. */
final class LockRoutes {
    /** In the query, for the name of an IPv6 source has a slash. */
    private static final Field OF = Field.text("of", "an address or an account");

    private final Supplier<List<AccessLocks>> parts;

    LockRoutes(Supplier<List<AccessLocks>> parts) {
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
                        .asking(Listing.PARAMETERS)
                        .answering(Schemas.page()),
                Route.delete(
                                "/locks",
                                Role.ADMIN,
                                "Looks at that address or account again, as the list names it",
                                this::release)
                        .asking(List.of(OF)));
    }

    private Answer list(Ask ask) {
        TreeMap<String, Map<String, Object>> items = new TreeMap<>();
        parts.get().stream()
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
        String of = ask.query(OF.name()).orElseThrow(() -> Problem.at(OF.name(), "is needed"));
        int opened = parts.get().stream().mapToInt(part -> part.release(of)).sum();
        if (opened == 0) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "nothing is locked for " + of);
        }
        return Answer.nothing();
    }
}
