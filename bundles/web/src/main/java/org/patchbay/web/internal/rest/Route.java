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
 * @param nothing what an answer without a body (204) means besides; empty where there is none
 */
public record Route(
        String method,
        String template,
        Optional<Role> role,
        String summary,
        List<Field> query,
        List<Field> body,
        int status,
        Optional<String> nothing,
        Handler handler) {
    private static final Optional<String> ALWAYS = Optional.empty();

    /** Carries it out. */
    public interface Handler {
        Answer handle(Ask ask) throws IOException;
    }

    public Route {
        Objects.requireNonNull(role);
        Objects.requireNonNull(nothing);
        query = List.copyOf(query);
        body = List.copyOf(body);
        Objects.requireNonNull(handler);
    }

    public static Route get(String template, Role role, String summary, Handler handler) {
        return new Route(
                "GET",
                template,
                Optional.of(role),
                summary,
                List.of(),
                List.of(),
                200,
                ALWAYS,
                handler);
    }

    public static Route post(
            String template, Role role, int status, String summary, List<Field> body, Handler h) {
        return new Route(
                "POST", template, Optional.of(role), summary, List.of(), body, status, ALWAYS, h);
    }

    public static Route delete(String template, Role role, String summary, Handler handler) {
        return new Route(
                "DELETE",
                template,
                Optional.of(role),
                summary,
                List.of(),
                List.of(),
                204,
                ALWAYS,
                handler);
    }

    public Route asking(List<Field> parameters) {
        return new Route(
                method, template, role, summary, parameters, body, status, nothing, handler);
    }

    public Route forEverybody() {
        return new Route(
                method, template, Optional.empty(), summary, query, body, status, nothing, handler);
    }

    /** The answer may be that there is nothing, which is no error. */
    public Route orNothing(String meaning) {
        return new Route(
                method,
                template,
                role,
                summary,
                query,
                body,
                status,
                Optional.of(meaning),
                handler);
    }
}
