package org.patchbay.web.internal.rest;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.web.internal.login.Role;

/**
 * One thing that can be asked: what the router finds, and what the document says of it.
 *
 * @param template under {@code /api/v1}, such as {@code /calls/{id}}
 * @param role that it needs at least; empty for everybody
 * @param status where it goes well
 */
public record Route(
        String method,
        String template,
        Optional<Role> role,
        String summary,
        List<Field> query,
        List<Field> body,
        int status,
        Handler handler) {
    /** Carries it out. */
    public interface Handler {
        Answer handle(Ask ask) throws IOException;
    }

    public Route {
        Objects.requireNonNull(role);
        query = List.copyOf(query);
        body = List.copyOf(body);
        Objects.requireNonNull(handler);
    }

    public static Route get(String template, Role role, String summary, Handler handler) {
        return new Route(
                "GET", template, Optional.of(role), summary, List.of(), List.of(), 200, handler);
    }

    public static Route post(
            String template, Role role, int status, String summary, List<Field> body, Handler h) {
        return new Route("POST", template, Optional.of(role), summary, List.of(), body, status, h);
    }

    public static Route delete(String template, Role role, String summary, Handler handler) {
        return new Route(
                "DELETE", template, Optional.of(role), summary, List.of(), List.of(), 204, handler);
    }

    public Route asking(List<Field> parameters) {
        return new Route(method, template, role, summary, parameters, body, status, handler);
    }

    public Route forEverybody() {
        return new Route(method, template, Optional.empty(), summary, query, body, status, handler);
    }
}
